package org.ropewalk.processor.check.overlap;

import java.nio.charset.Charset;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Reports;

/** A prompt is a text of one line, and comes between a reply and the next command. */
public final class PromptRule {
    private static final int MOST_CHARACTERS = 100;

    private PromptRule() {}

    /** Reports what {@code declaration} breaks. */
    public static void check(Declaration declaration, Reports reports) {
        for (StateModel state : declaration.model().states()) {
            state.prompt().ifPresent(text -> check(declaration, state, text, reports));
        }
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
