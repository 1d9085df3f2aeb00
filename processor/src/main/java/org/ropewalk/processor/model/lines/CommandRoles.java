package org.ropewalk.processor.model.lines;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.lines.Lookalikes.Written;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;
import org.ropewalk.processor.template.Template;
import org.ropewalk.processor.template.Texts;

/** The commands for which a server could take another one that a client writes. */
public final class CommandRoles {
    private final ProtocolModel protocol;
    private final Lookalikes lookalikes;

    public CommandRoles(ProtocolModel protocol) {
        this.protocol = protocol;
        this.lookalikes = new Lookalikes(protocol.wire());
    }

    /** The patterns that the line of {@code command} must not match. */
    public Set<String> unlike(CommandModel command) {
        CommandLine written = CommandLine.of(command).get(0);
        if (protocol.envelope().isPresent()
                || written.template().isEmpty()
                || Texts.isConstant(written.template().nodes())) {
            return Set.of();
        }
        List<Written> others = new ArrayList<>();
        protocol.states().stream()
                .filter(state -> state.knows(command))
                .flatMap(state -> state.commands().stream())
                .filter(other -> !other.equals(command))
                .flatMap(other -> CommandLine.of(other).stream())
                .filter(other -> !other.template().isEmpty())
                .forEach(other -> others.add(line(other, written.verb().isEmpty())));
        if (written.verb().isEmpty() && !takesEmptyLines(protocol)) {
            others.add(new Written(Template.EMPTY, List.of()));
        }
        Written line = new Written(written.template(), command.parameters());
        return new LinkedHashSet<>(lookalikes.of(line, others, false));
    }

    /** Whether a command takes any line, so an empty one as well. */
    public static boolean takesEmptyLines(ProtocolModel protocol) {
        return !protocol.hasStates()
                && protocol.initial().commands().stream()
                        .flatMap(command -> command.templates().stream())
                        .anyMatch(CommandRoles::mayBeEmpty);
    }

    private static boolean mayBeEmpty(Template line) {
        List<Segment> segments = Segment.of(line);
        return line.nodes().size() == 1 && line.nodes().get(0) instanceof Node.Rest
                || segments.size() == 1
                        && segments.get(0) instanceof Segment.Linear linear
                        && linear.plan().mayBeEmpty();
    }

    /**
     * The lines that a server takes for {@code line}.
     *
     * @param byVerb whether all that begin with its verb are
     */
    private static Written line(CommandLine line, boolean byVerb) {
        Optional<String> verb = byVerb ? line.verb() : Optional.empty();
        return verb.map(
                        word ->
                                new Written(
                                        new Template(
                                                word,
                                                List.of(
                                                        new Node.Literal(word),
                                                        new Node.Separator(),
                                                        new Node.Commentary(List.of()))),
                                        List.of()))
                .orElseGet(() -> new Written(line.template(), line.command().parameters()));
    }
}
