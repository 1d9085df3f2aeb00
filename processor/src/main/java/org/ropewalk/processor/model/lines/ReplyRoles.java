package org.ropewalk.processor.model.lines;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.PushModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.lines.Lookalikes.Written;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/** The roles of the lines that may answer one command, and what each must not be taken for. */
public final class ReplyRoles {
    private final ProtocolModel protocol;
    private final CommandModel command;
    private final Lookalikes lookalikes;

    /** The lines with which a reply begins. */
    private final List<Written> first = new ArrayList<>();

    private final List<Written> items = new ArrayList<>();
    private final List<Written> ends = new ArrayList<>();
    private final List<Written> failures = new ArrayList<>();
    private final List<Written> errors = new ArrayList<>();
    private final List<Written> pushes;
    private boolean headed;

    /** Whether a line comes before the result, and pushes may stand between the two. */
    private final boolean opens;

    /** Whether lines of the reply that others follow have marks. */
    private boolean marks;

    /** Whether there is one item for each of several things that a client knows. */
    private boolean single;

    /** What each line must not be. */
    private final Map<Template, Set<String>> patterns = new LinkedHashMap<>();

    public ReplyRoles(CommandModel command, ProtocolModel protocol) {
        this.command = command;
        this.protocol = protocol;
        this.lookalikes = new Lookalikes(protocol.wire());
        // A greeting comes before all else: nothing is taken for a push there.
        this.pushes = isGreeting() ? List.of() : pushes(protocol);
        this.marks = protocol.wire().marksContinued();
        this.opens = command.answer().opening().isPresent();
        command.answer().opening().ifPresent(line -> value(line, List.of(), first));
        this.headed = opens;
        shape(command.answer().shape(), opens ? ends : first);
        this.marks = protocol.wire().marksContinued();
        command.failures()
                .forEach(
                        failure ->
                                failure.reply()
                                        .values()
                                        .forEach(
                                                line -> add(line, failure.parameters(), failures)));
        ReplyErrors.all(command, protocol)
                .forEach(line -> errors.add(new Written(line, List.of())));
        compare();
    }

    private boolean isGreeting() {
        return protocol.states().stream()
                .anyMatch(state -> state.greeting().filter(command::equals).isPresent());
    }

    /** The patterns that {@code line} must not match. */
    public Set<String> unlike(Template line) {
        return patterns.getOrDefault(line.head(), Set.of());
    }

    private void compare() {
        List<Written> refusals = both(failures, errors);
        List<Written> begins = headed && !opens ? first : both(both(first, items), ends);
        first.forEach(line -> unlike(line, both(first, refusals), true));
        // Where a line answers each of several things, a refusal of one of them is an item.
        List<Written> besideItems = single ? both(items, ends) : both(both(items, ends), refusals);
        items.forEach(line -> unlike(line, besideItems, !headed));
        ends.forEach(line -> unlike(line, both(items, refusals), opens));
        failures.forEach(line -> unlike(line, begins, true));
    }

    private static List<Written> both(List<Written> one, List<Written> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    /**
     * Keeps what a line must not be.
     *
     * @param begins whether a reply may begin with it, where a client looks for pushes first
     */
    private void unlike(Written line, List<Written> others, boolean begins) {
        Set<String> found =
                patterns.computeIfAbsent(line.template(), missing -> new LinkedHashSet<>());
        found.addAll(lookalikes.of(line, others, false));
        if (begins) {
            found.addAll(lookalikes.of(line, pushes, true));
        }
    }

    private void shape(Answer.Shape shape, List<Written> role) {
        if (shape instanceof Answer.Structured structured) {
            value(structured.reply(), structured.record().components(), role);
        } else if (shape instanceof Answer.Single single) {
            value(
                    single.reply(),
                    List.of(Lookalikes.value(Node.Many.RESULT, single.value())),
                    role);
        } else if (shape instanceof Answer.Alternatives alternatives) {
            alternatives.alternatives().forEach(alternative -> shape(alternative, role));
        } else if (shape instanceof Answer.Maybe maybe) {
            shape(maybe.present(), role);
            value(maybe.absent(), List.of(), role);
        } else if (shape instanceof Answer.Listing listing) {
            around(listing.reply(), listing.record().components());
            shape(listing.item(), items);
        } else if (shape instanceof Answer.Items list) {
            around(list.reply(), List.of());
            shape(list.item(), items);
        } else {
            // Their lines hold no values but echoes of the command's.
            shape.lines().forEach(line -> add(line, List.of(), role));
        }
    }

    /** The lines before items and behind them. */
    private void around(ReplyModel reply, List<ParameterModel> components) {
        headed = reply.value().isPresent();
        single = reply.per().isPresent();
        marks = protocol.wire().marksContinued() && (single || protocol.wire().marks(reply));
        value(reply, components, first);
        reply.ends().forEach(line -> add(line, components, ends));
    }

    private void value(ReplyModel reply, List<ParameterModel> components, List<Written> role) {
        headed |= reply.isSequence();
        reply.values().forEach(line -> add(line, components, role));
    }

    private void add(Template line, List<ParameterModel> components, List<Written> role) {
        List<ParameterModel> values = new ArrayList<>(components);
        values.addAll(command.parameters());
        role.add(new Written(line, values));
        Template marked = line.marked(protocol.wire().continued());
        if (marks && beginsWithWord(line) && !marked.equals(line)) {
            role.add(new Written(marked, values));
        }
    }

    /** Whether a mark may follow its first word: what takes the rest of the line has none. */
    private static boolean beginsWithWord(Template line) {
        return line.nodes().stream()
                .takeWhile(node -> !(node instanceof Node.Separator))
                .noneMatch(
                        node ->
                                node instanceof Node.ResultRest
                                        || node instanceof Node.Rest
                                        || node instanceof Node.Many);
    }

    /** The lines of all push messages. */
    public static List<Written> pushes(ProtocolModel protocol) {
        List<Written> pushes = new ArrayList<>();
        protocol.pushes()
                .ifPresent(all -> all.methods().forEach(push -> pushes.addAll(lines(push))));
        return pushes;
    }

    /** The lines of a push. */
    public static List<Written> lines(PushModel push) {
        return push.reply().lines().map(line -> new Written(line, push.parameters())).toList();
    }
}
