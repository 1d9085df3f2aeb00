package org.ropewalk.processor.output;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.Payloads;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/** The outcomes of commands, and payloads, as tables of Lua. */
final class LuaReplies {
    private final LuaLines lines;
    private final StateNames states;

    LuaReplies(LuaLines lines, StateNames states) {
        this.lines = lines;
        this.states = states;
    }

    /** Whether a command is answered always, never, or perhaps. */
    String when(CommandModel command) {
        if (command.neverReplies()) {
            return "never";
        }
        boolean silent = Outcome.of(command).stream().anyMatch(LuaReplies::isSilent);
        return silent || command.silentWhen().isPresent() ? "maybe" : "always";
    }

    private static boolean isSilent(Outcome outcome) {
        return outcome.isSilent() && outcome.payload().isEmpty();
    }

    /** The outcomes, those first that say more. */
    String of(CommandModel command) {
        List<Outcome> outcomes = new ArrayList<>(Outcome.of(command));
        outcomes.removeIf(LuaReplies::isSilent);
        outcomes.sort(Comparator.comparingInt(LuaReplies::weight).reversed());
        List<String> parts = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            String failure = outcome.failure() ? ", failure = true" : "";
            parts.add("{when = " + lines.quoted(outcome.when()) + failure + members(outcome) + "}");
        }
        return LuaLines.table(parts);
    }

    private static int weight(Outcome outcome) {
        return outcome.reply()
                .value()
                .map(line -> LuaLines.weight(line.nodes(), outcome.values()))
                .orElse(0);
    }

    private String members(Outcome outcome) {
        String next =
                outcome.next()
                        .map(state -> ", next = " + lines.quoted(states.of(state)))
                        .orElse("");
        return members(outcome.reply(), outcome.values(), outcome.items()) + next;
    }

    /** The members of a reply, each with a comma before it. */
    String members(ReplyModel reply, List<ParameterModel> values, List<Outcome> items) {
        StringBuilder text = new StringBuilder();
        reply.value().ifPresent(line -> text.append(", line = ").append(lines.line(line, values)));
        reply.value().flatMap(LuaReplies::size).ifPresent(size -> member(text, "size", size));
        reply.end().ifPresent(line -> text.append(", last = ").append(lines.line(line, values)));
        if (reply.per().isPresent()) {
            text.append(", per = true");
        }
        payload(reply.value().orElse(Template.EMPTY), values)
                .ifPresent(payload -> text.append(", payload = ").append(payload));
        if (!items.isEmpty()) {
            List<String> parts = new ArrayList<>();
            for (Outcome item : items) {
                String members = members(item);
                parts.add("{" + (members.isEmpty() ? "" : members.substring(2)) + "}");
            }
            text.append(", items = ").append(LuaLines.table(parts));
        }
        return text.toString();
    }

    private void member(StringBuilder text, String name, String value) {
        text.append(", ").append(name).append(" = ").append(lines.quoted(value));
    }

    private static Optional<String> size(Template line) {
        return line.nodes().stream()
                .filter(Node.Size.class::isInstance)
                .map(node -> LuaLines.size((Node.Size) node))
                .findFirst();
    }

    /** The payload behind a line, if there is one. */
    Optional<String> payload(Template line, List<ParameterModel> values) {
        Payloads payloads = Payloads.of(line, values);
        if (payloads.payloads().isEmpty()) {
            return Optional.empty();
        }
        Optional<PayloadModel> last =
                payloads.payloads().get(payloads.payloads().size() - 1).payload();
        return last.map(payload -> payload(payload, payloads));
    }

    private String payload(PayloadModel payload, Payloads payloads) {
        StringBuilder text = new StringBuilder("{framing = ");
        text.append(lines.quoted(TypeText.lower(payload.framing())));
        switch (payload.framing()) {
            case COUNTED -> {
                List<Node.Length> lengths =
                        payloads.total().map(List::of).orElse(payloads.lengths());
                List<String> names = new ArrayList<>();
                for (Node.Length length : lengths) {
                    names.add(lines.quoted(LuaLines.length(length)));
                }
                text.append(", lengths = ").append(LuaLines.table(names));
                switch (payload.trailer()) {
                    case CRLF -> member(text, "trailer", "\r\n");
                    case NONE -> member(text, "trailer", "");
                    case TERMINATOR -> {}
                }
            }
            case UNTIL, DELIMITED -> member(text, "text", payload.until());
            case CHUNKED -> member(text, "chunk", TypeText.lower(payload.chunk()));
            default -> {}
        }
        return text.append('}').toString();
    }
}
