package org.ropewalk.processor.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.model.lines.CommandLine;
import org.ropewalk.processor.model.lines.Specificity;
import org.ropewalk.processor.model.lines.Specificity.Outcome;
import org.ropewalk.processor.model.lines.Specificity.Verdict;
import org.ropewalk.processor.model.lines.Unquoted;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.LetterCase;
import org.ropewalk.processor.template.Template;

/** No line means two commands, and no line can be read in two ways. */
final class AmbiguityRule {
    private AmbiguityRule() {}

    static void check(Declaration declaration, Reports reports) {
        Set<String> reported = new HashSet<>();
        for (StateModel state : declaration.model().states()) {
            check(declaration, state, reported, reports);
        }
    }

    private static void check(
            Declaration declaration, StateModel state, Set<String> reported, Reports reports) {
        boolean caseSensitive = declaration.model().wire().caseSensitive();
        boolean trailing = declaration.model().wire().carrier() == Wire.Carrier.TRAILING;
        LetterCase letterCase = new LetterCase(caseSensitive);
        Specificity specificity = new Specificity(caseSensitive);
        List<CommandLine> lines = new ArrayList<>();
        Unquoted unquoted = new Unquoted(declaration.model().wire().quotes());
        for (CommandModel command : state.commands()) {
            CommandLine.of(command).stream().map(unquoted::of).forEach(lines::add);
        }
        Map<Optional<String>, List<CommandLine>> byVerb = new HashMap<>();
        Set<Template> within = new HashSet<>();
        for (CommandLine line : lines) {
            if (within.add(line.template())) {
                specificity
                        .ambiguousWithin(line, trailing)
                        .ifPresent(
                                witness -> {
                                    if (reported.add(line.template().source())) {
                                        reports.add(
                                                Diagnostic.AMBIGUOUS_GROUP,
                                                declaration.place(line.command(), line.line()),
                                                line.template().source(),
                                                witness);
                                    }
                                });
            }
            List<CommandLine> sameVerb =
                    byVerb.computeIfAbsent(
                            line.verb().map(letterCase::fold), missing -> new ArrayList<>());
            for (CommandLine earlier : sameVerb) {
                if (earlier.command() != line.command()) {
                    compare(declaration, specificity, earlier, line, reported, reports);
                }
            }
            sameVerb.add(line);
        }
    }

    private static void compare(
            Declaration declaration,
            Specificity specificity,
            CommandLine earlier,
            CommandLine line,
            Set<String> reported,
            Reports reports) {
        Verdict verdict = specificity.compare(earlier, line);
        if (verdict.outcome() == Outcome.AMBIGUOUS
                && reported.add(earlier.template().source() + "\n" + line.template().source())) {
            reports.add(
                    Diagnostic.AMBIGUOUS_COMMAND,
                    declaration.place(line.command(), line.line()),
                    earlier.template().source(),
                    line.template().source(),
                    verdict.witness());
        }
    }
}
