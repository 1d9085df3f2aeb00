package org.ropewalk.processor.output;

import com.palantir.javapoet.ClassName;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.PushModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/** The states of a protocol as a diagram of Mermaid: one edge for all that leads the same way. */
final class StateDiagram {
    private static final String END = "[*]";

    /** What begins a statement of Mermaid. */
    private static final Set<String> RESERVED =
            Set.of(
                    "accdescr",
                    "acctitle",
                    "as",
                    "class",
                    "classdef",
                    "click",
                    "default",
                    "direction",
                    "end",
                    "fork",
                    "hide",
                    "href",
                    "join",
                    "note",
                    "scale",
                    "state",
                    "style");

    private final ProtocolModel protocol;
    private final StateNames names;
    private final Map<Edge, Set<String>> edges = new LinkedHashMap<>();

    private record Edge(String from, String to) {}

    StateDiagram(ProtocolModel protocol, StateNames names) {
        this.protocol = protocol;
        this.names = names;
    }

    /** The text of the diagram. */
    String write() {
        protocol.states().forEach(this::collect);
        protocol.states().stream().filter(StateModel::once).forEach(this::comeBack);
        StringBuilder text = new StringBuilder("stateDiagram-v2\n");
        for (StateModel state : protocol.states()) {
            String name = names.of(state);
            if (!id(name).equals(name)) {
                text.append("    state \"").append(name).append("\" as ");
                text.append(id(name)).append('\n');
            }
        }
        text.append("    [*] --> ").append(id(names.of(protocol.initial()))).append('\n');
        edges.forEach(
                (edge, labels) -> {
                    text.append("    ").append(edge.from()).append(" --> ").append(edge.to());
                    text.append(": ").append(String.join(", ", labels)).append('\n');
                });
        return text.toString();
    }

    private void collect(StateModel state) {
        state.greeting().ifPresent(greeting -> collect(state, greeting));
        state.commands().forEach(command -> collect(state, command));
        state.onError().ifPresent(error -> add(state, error.state(), "error"));
        protocol.pushes().stream()
                .flatMap(pushes -> pushes.methods().stream())
                .forEach(push -> next(push).ifPresent(next -> add(state, next, push.method())));
    }

    private static Optional<ClassName> next(PushModel push) {
        return push.parameters().stream()
                .filter(parameter -> parameter.value() instanceof ValueType.StateRef)
                .map(parameter -> ((ValueType.StateRef) parameter.value()).javaType())
                .findFirst();
    }

    private void collect(StateModel state, CommandModel command) {
        for (Outcome outcome : Outcome.of(command)) {
            String label = verb(command) + (outcome.failure() ? " (" + outcome.when() + ")" : "");
            if (outcome.closes()) {
                add(new Edge(id(names.of(state)), END), label);
            } else {
                outcome.next().ifPresent(next -> add(state, next, label));
            }
        }
        if (command.startsTls()) {
            add(state, protocol.initial().type(), verb(command));
        }
    }

    /** A state of one line leads back to where it was entered from, unless it leads elsewhere. */
    private void comeBack(StateModel once) {
        String id = id(names.of(once));
        Set<String> before = new LinkedHashSet<>();
        for (Edge edge : edges.keySet()) {
            if (edge.to().equals(id) && !edge.from().equals(id)) {
                before.add(edge.from());
            }
        }
        for (CommandModel command : once.commands()) {
            for (Outcome outcome : Outcome.of(command)) {
                if (outcome.next().isEmpty() && !outcome.closes()) {
                    String label =
                            verb(command) + (outcome.failure() ? " (" + outcome.when() + ")" : "");
                    before.forEach(state -> add(new Edge(id, state), label));
                }
            }
        }
    }

    private void add(StateModel from, ClassName to, String label) {
        add(new Edge(id(names.of(from)), id(names.of(to))), label);
    }

    private void add(Edge edge, String label) {
        edges.computeIfAbsent(edge, missing -> new LinkedHashSet<>()).add(escape(label));
    }

    /** The words with which a command begins; its method's name where it begins with a value. */
    static String verb(CommandModel command) {
        StringBuilder verb = new StringBuilder();
        Template line = command.templates().get(0).head();
        for (int i = 0; i < line.nodes().size(); i++) {
            boolean whole =
                    i + 1 == line.nodes().size()
                            || line.nodes().get(i + 1) instanceof Node.Separator
                            || line.nodes().get(i + 1) instanceof Node.Group;
            if (line.nodes().get(i) instanceof Node.Literal literal && whole) {
                verb.append(verb.length() == 0 ? "" : " ").append(literal.text());
            } else if (!(line.nodes().get(i) instanceof Node.Separator)) {
                break;
            }
        }
        return verb.length() == 0 ? command.method() : verb.toString();
    }

    /** A name of Mermaid: letters and digits, and no word of its own. */
    private static String id(String name) {
        StringBuilder id = new StringBuilder();
        for (char c : name.toCharArray()) {
            boolean plain = c < 0x80 && Character.isLetterOrDigit(c);
            id.append(plain ? String.valueOf(c) : "_" + (int) c);
        }
        return RESERVED.contains(name.toLowerCase(Locale.ROOT)) ? id + "_" : id.toString();
    }

    /** A label, whose characters with a meaning in Mermaid or HTML are written as entities. */
    private static String escape(String label) {
        StringBuilder escaped = new StringBuilder();
        for (char c : label.toCharArray()) {
            boolean plain = Character.isLetterOrDigit(c) || " ()*+-./?=".indexOf(c) >= 0;
            escaped.append(plain ? String.valueOf(c) : "#" + (int) c + ";");
        }
        return escaped.toString();
    }
}
