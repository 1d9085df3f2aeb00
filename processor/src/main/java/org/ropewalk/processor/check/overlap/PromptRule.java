package org.ropewalk.processor.check.overlap;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.stream.Stream;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ErrorKind;
import org.ropewalk.processor.model.ErrorReplies;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/** A prompt is a text of one line, and comes between a reply and the next command. */
public final class PromptRule {
    private static final int MOST_CHARACTERS = 100;

    private PromptRule() {}

    /** Reports what {@code declaration} breaks. */
    public static void check(Declaration declaration, Reports reports) {
        ProtocolModel protocol = declaration.model();
        for (StateModel state : protocol.states()) {
            state.prompt()
                    .map(protocol::shown)
                    .ifPresent(text -> check(declaration, state, text, reports));
            for (CommandModel command : state.commands()) {
                protocol.promptOf(command)
                        .map(protocol::shown)
                        .ifPresent(text -> checkReply(declaration, state, command, text, reports));
            }
        }
    }

    /** Reports the first line that a client could confuse with the prompt that is the reply. */
    private static void checkReply(
            Declaration declaration,
            StateModel state,
            CommandModel command,
            String prompt,
            Reports reports) {
        others(declaration.model(), state, command)
                .filter(line -> mayBegin(line, prompt))
                .findFirst()
                .ifPresent(
                        line ->
                                reports.add(
                                        Diagnostic.AMBIGUOUS_REPLY,
                                        declaration.place(command),
                                        prompt,
                                        line.source(),
                                        prompt,
                                        "as a reply to " + command.method(),
                                        ""));
    }

    /** The lines that may come instead of the prompt. */
    private static Stream<Template> others(
            ProtocolModel protocol, StateModel state, CommandModel command) {
        Stream<Template> pushed =
                protocol.pushes().stream()
                        .flatMap(pushes -> pushes.methods().stream())
                        .flatMap(push -> push.reply().lines());
        Stream<Template> failures =
                command.failures().stream().flatMap(failure -> failure.reply().lines());
        Stream<Template> errors =
                Stream.of(command.errors(), state.errors(), protocol.errors())
                        .flatMap(PromptRule::lines);
        return Stream.of(pushed, failures, errors).flatMap(lines -> lines);
    }

    private static Stream<Template> lines(ErrorReplies errors) {
        Stream<Template> declared =
                Arrays.stream(ErrorKind.values())
                        .flatMap(kind -> errors.declared(kind).stream())
                        .flatMap(error -> error.reply().lines());
        return Stream.concat(declared, errors.refusals().stream());
    }

    private static boolean mayBegin(Template line, String prompt) {
        return line.isEmpty()
                || !(line.nodes().get(0) instanceof Node.Literal first)
                || first.text().startsWith(prompt)
                || prompt.startsWith(first.text());
    }

    /** Whether a reply is whole before its payload has been sent. */
    private static boolean streams(Answer.Shape shape) {
        return shape instanceof Answer.Maybe maybe && streams(maybe.present())
                || shape instanceof Answer.Behind behind && ParameterModel.isStream(behind.value())
                || shape instanceof Answer.Structured structured
                        && structured.record().components().stream()
                                .anyMatch(ParameterModel::isStream)
                || shape instanceof Answer.Alternatives several
                        && several.alternatives().stream().anyMatch(PromptRule::streams);
    }

    private static void check(
            Declaration declaration, StateModel state, String text, Reports reports) {
        if (text.isEmpty()
                || text.length() > MOST_CHARACTERS
                || text.chars().anyMatch(Character::isISOControl)) {
            reports.add(Diagnostic.BAD_PROMPT, declaration.place(state), text);
        }
        Wire wire = declaration.model().wire();
        if (!reports.hasErrors()) {
            text.codePoints()
                    .mapToObj(Character::toString)
                    .filter(each -> !Charset.forName(wire.charset()).newEncoder().canEncode(each))
                    .findFirst()
                    .ifPresent(
                            each ->
                                    reports.add(
                                            Diagnostic.UNENCODABLE_TEXT,
                                            declaration.place(state),
                                            text,
                                            each,
                                            wire.charset()));
        }
        if (wire.order() != Wire.Order.SERIAL || wire.datagrams()) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    declaration.place(state),
                    "A prompt, where commands overlap or come in datagrams",
                    "use Order.SERIAL and a connection");
        }
        boolean streams =
                state.commands().stream().anyMatch(command -> streams(command.answer().shape()));
        if (streams) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    declaration.place(state),
                    "A prompt after a stream",
                    "use Bytes");
        }
    }
}
