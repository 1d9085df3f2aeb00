package org.ropewalk.processor.check;

import java.util.Map;
import java.util.function.Function;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Usage;

/** Where the commands of a state are listed, their texts have places for texts. */
final class HelpRule implements Rule {
    @Override
    public void check(Declaration declaration, CommandModel command, Reports reports) {
        ProtocolModel protocol = declaration.model();
        Map<String, Function<CommandModel, String>> texts =
                Map.of(
                        "usage",
                        each -> Usage.of(each.templates().get(0)),
                        "summary",
                        each -> Usage.summary(each.documentation(), protocol.wire().terminators()));
        command.answer()
                .shape()
                .helpLine()
                .ifPresent(
                        line ->
                                line.nodes().stream()
                                        .filter(Node.Word.class::isInstance)
                                        .map(Node.Word.class::cast)
                                        .filter(word -> !word.isQuoted())
                                        .map(Node.Word::name)
                                        .filter(texts::containsKey)
                                        .filter(name -> hasBlanks(protocol, texts.get(name)))
                                        .forEach(
                                                name ->
                                                        reports.add(
                                                                Diagnostic.TEXT_IN_WORD,
                                                                declaration.reply(command, "each"),
                                                                name,
                                                                name)));
    }

    private static boolean hasBlanks(ProtocolModel protocol, Function<CommandModel, String> text) {
        return protocol.states().stream()
                .flatMap(state -> state.commands().stream())
                .anyMatch(each -> text.apply(each).indexOf(' ') >= 0);
    }
}
