package org.ropewalk.processor.model.lines;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;
import org.ropewalk.processor.template.Template;

/**
 * One line that a command is read from: its verb, and what stands behind.
 *
 * @param command the command
 * @param line the line's index among those of its command
 * @param verb the first word, if it is a literal or a constant
 * @param constant the constant of the enum that stands at the verb's place, if one does
 * @param segments what is read behind the verb; the whole line if it has none
 */
public record CommandLine(
        CommandModel command,
        int line,
        Optional<String> verb,
        Optional<VerbConstant> constant,
        List<Segment> segments) {

    /** A constant at the verb's place, and the parameter that it is. */
    public record VerbConstant(ParameterModel parameter, ValueType.Enumeration type, int index) {}

    /** Copies the list. */
    public CommandLine {
        segments = List.copyOf(segments);
    }

    /** Commands are told apart by their names, and their lines by their places. */
    @Override
    public int hashCode() {
        return 31 * command.hashCode() + line;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof CommandLine that
                        && line == that.line
                        && verb.equals(that.verb)
                        && command.equals(that.command)
                        && constant.equals(that.constant)
                        && segments.equals(that.segments);
    }

    /**
     * The lines of a command: one for each spelling of its verb, or for each constant where an enum
     * is the verb.
     */
    public static List<CommandLine> of(CommandModel command) {
        List<CommandLine> lines = new ArrayList<>();
        for (int i = 0; i < command.templates().size(); i++) {
            List<Segment> segments = Segment.of(command.templates().get(i));
            Optional<ParameterModel> verbParameter = verbParameter(command, segments);
            List<String> spellings =
                    segments.isEmpty() || !(segments.get(0) instanceof Segment.Token token)
                            ? List.of()
                            : token.spellings();
            if (verbParameter.isPresent()) {
                ValueType.Enumeration type = (ValueType.Enumeration) verbParameter.get().value();
                int constants = type.constants().size();
                for (int word = 0; word < type.words().size(); word++) {
                    int c = word < constants ? word : type.ordinals().get(word - constants);
                    lines.add(
                            new CommandLine(
                                    command,
                                    i,
                                    Optional.of(type.words().get(word)),
                                    Optional.of(new VerbConstant(verbParameter.get(), type, c)),
                                    segments.subList(1, segments.size())));
                }
            } else if (!spellings.isEmpty()) {
                for (String verb : spellings) {
                    lines.add(
                            new CommandLine(
                                    command,
                                    i,
                                    Optional.of(verb),
                                    Optional.empty(),
                                    segments.subList(1, segments.size())));
                }
            } else {
                lines.add(
                        new CommandLine(command, i, Optional.empty(), Optional.empty(), segments));
            }
        }
        return lines;
    }

    private static Optional<ParameterModel> verbParameter(
            CommandModel command, List<Segment> segments) {
        if (segments.isEmpty()
                || !(segments.get(0) instanceof Segment.Token token)
                || token.pieces().size() != 1
                || !(token.pieces().get(0) instanceof Node.Word word)) {
            return Optional.empty();
        }
        return command.parameters().stream()
                .filter(
                        parameter ->
                                parameter.name().equals(word.name())
                                        && parameter.value() instanceof ValueType.Enumeration)
                .findFirst();
    }

    /** The template that it was read from. */
    public Template template() {
        return command.templates().get(line);
    }
}
