package org.ropewalk.processor.emit.server;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.ropewalk.processor.emit.code.Bindings;
import org.ropewalk.processor.emit.code.Bindings.Variable;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.PayloadParts;
import org.ropewalk.processor.emit.code.resp.RespWriting;
import org.ropewalk.processor.emit.code.writing.ContentCode;
import org.ropewalk.processor.emit.code.writing.ContentCode.Held;
import org.ropewalk.processor.emit.code.writing.ValueWriting;
import org.ropewalk.processor.emit.code.writing.WritingCode;
import org.ropewalk.processor.emit.server.answers.ChoiceWriting;
import org.ropewalk.processor.emit.server.answers.ListWriting;
import org.ropewalk.processor.emit.server.answers.PayloadLine;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.RecordModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;
import org.ropewalk.processor.template.Texts;

/** Turns the shape of an answer into code that writes a result. */
final class AnswerWriting {
    /** What only code of one connection says. */
    private static final List<String> BOUND =
            List.of("closeAfterReply()", "enter(", "send(", "supplied", "enclosed", "this::");

    private final Wire wire;
    private final Constants constants;
    private final ValueWriting values;
    private final States states;

    /** The patterns that a line must not match. */
    private final Function<Template, Set<String>> unlike;

    private final ListWriting lists;
    private final ChoiceWriting choices;

    AnswerWriting(Wire wire, Constants constants, ValueWriting values, States states) {
        this(wire, constants, values, states, line -> Set.of());
    }

    private AnswerWriting(
            Wire wire,
            Constants constants,
            ValueWriting values,
            States states,
            Function<Template, Set<String>> unlike) {
        this.unlike = unlike;
        this.wire = wire;
        this.constants = constants;
        this.values = values;
        this.states = states;
        this.lists =
                new ListWriting(
                        wire,
                        (line, scope) -> line(line, scope, Optional.empty()),
                        (item, scope) -> write(item, CodeBlock.of("item"), scope),
                        states::advertised);
        this.choices =
                new ChoiceWriting(
                        constants,
                        (reply, scope) -> lines(reply, scope, Optional.empty()),
                        this::structured);
    }

    /** The same writing, where each line must not match the patterns that are given for it. */
    AnswerWriting unlike(Function<Template, Set<String>> patterns) {
        return new AnswerWriting(wire, constants, values, states, patterns);
    }

    /** Whether the answer is one constant line, or none, and leaves the connection open. */
    static boolean isConstant(Answer.Shape shape) {
        return shape instanceof Answer.Fixed fixed
                && !fixed.reply().close()
                && !fixed.reply().isSequence()
                && fixed.reply().value().map(line -> Texts.isConstant(line.nodes())).orElse(true);
    }

    /**
     * Code that writes {@code result} to {@code reply}; {@code parameters} are the command's, for
     * echoes.
     */
    CodeBlock write(Answer.Shape shape, CodeBlock result, Bindings parameters) {
        if (shape instanceof Answer.Fixed fixed) {
            return lines(fixed.reply(), parameters, Optional.empty());
        }
        if (shape instanceof Answer.Enter enter) {
            return CodeBlock.builder()
                    .add(lines(enter.reply(), parameters, Optional.empty()))
                    .add(enter(enter.state(), result))
                    .build();
        }
        if (shape instanceof Answer.Behind behind) {
            return behind(behind, result, parameters);
        }
        if (shape instanceof Answer.Single single) {
            return single(single, result, parameters);
        }
        if (shape instanceof Answer.Structured structured) {
            return structured(structured, result, parameters);
        }
        if (shape instanceof Answer.Listing listing) {
            return items(listing.reply()).listing(listing, result, parameters);
        }
        if (shape instanceof Answer.Constants enumeration) {
            return choices.constants(enumeration, result, parameters);
        }
        if (shape instanceof Answer.Alternatives alternatives) {
            return choices.alternatives(alternatives, result, parameters);
        }
        if (shape instanceof Answer.Maybe maybe) {
            return maybe(maybe, result, parameters);
        }
        if (shape instanceof Answer.Truth truth) {
            return either(
                    result,
                    lines(truth.present(), parameters, Optional.empty()),
                    lines(truth.absent(), parameters, Optional.empty()));
        }
        Answer.Items items = (Answer.Items) shape;
        return items(items.reply()).items(items, result, parameters);
    }

    private CodeBlock single(Answer.Single single, CodeBlock result, Bindings parameters) {
        if (isValue(single.reply())) {
            return CodeBlock.builder()
                    .add(RespWriting.write(single.value(), result, values))
                    .add(close(single.reply()))
                    .build();
        }
        Bindings scope =
                single.value() instanceof ValueType.Several
                        ? new Bindings()
                                .with(Node.Many.RESULT, result, single.value())
                                .with(parameters)
                        : parameters;
        return lines(single.reply(), scope, Optional.of(new Variable(result, single.value())));
    }

    /** Writes the items of a list; where each is a whole reply, as push messages of RESP. */
    private AnswerWriting items(ReplyModel reply) {
        return wire.isResp() && reply.per().isPresent()
                ? new AnswerWriting(wire, constants, values.pushing(), states, unlike)
                : this;
    }

    private CodeBlock maybe(Answer.Maybe maybe, CodeBlock result, Bindings parameters) {
        CodeBlock value =
                switch (maybe.kind()) {
                    case OPTIONAL -> CodeBlock.of("$L.get()", result);
                    case INT -> CodeBlock.of("$L.getAsInt()", result);
                    case LONG -> CodeBlock.of("$L.getAsLong()", result);
                };
        return either(
                CodeBlock.of("$L.isPresent()", result),
                write(maybe.present(), value, parameters),
                isValue(maybe.absent()) && !maybe.entersSilently()
                        ? CodeBlock.of("reply.elements().nil();\nreply.end();\n")
                        : lines(maybe.absent(), parameters, Optional.empty()));
    }

    /** Whether a result is written as a value of RESP, and not by a template. */
    private boolean isValue(ReplyModel reply) {
        return wire.isResp() && reply.value().isEmpty();
    }

    private CodeBlock behind(Answer.Behind behind, CodeBlock result, Bindings parameters) {
        Bindings scope =
                counted(behind, result).with("payload", result, behind.value()).with(parameters);
        List<Template> lines = sequence(behind.reply());
        CodeBlock.Builder code = CodeBlock.builder();
        lines.stream().limit(1).forEach(line -> code.add(line(line, scope, Optional.empty())));
        code.add(close(behind.reply()));
        code.add(
                ParameterModel.isStream(behind.value())
                        ? sent(result, behind.payload())
                        : PayloadParts.write(
                                ContentCode.written(
                                        behind.value(), ListWriting.derived(behind, result)),
                                behind.payload(),
                                constants));
        lines.stream().skip(1).forEach(line -> code.add(line(line, scope, Optional.empty())));
        return code.add(
                        behind.payload().endsConnection()
                                ? CodeBlock.of("closeAfterReply();\n")
                                : CodeBlock.of(""))
                .build();
    }

    /** The items of a payload, whose number may be in the line before it. */
    private static Bindings counted(Answer.Behind behind, CodeBlock result) {
        return behind.hasItems()
                ? new Bindings().with("items", result, Answer.Behind.ITEMS)
                : new Bindings();
    }

    private static CodeBlock either(CodeBlock condition, CodeBlock first, CodeBlock second) {
        CodeBlock.Builder code =
                CodeBlock.builder().beginControlFlow("if ($L)", condition).add(first);
        if (!second.isEmpty()) {
            code.nextControlFlow("else").add(second);
        }
        return code.endControlFlow().build();
    }

    /** The line, if there is one, and the end of the connection, if it is declared. */
    private CodeBlock lines(ReplyModel reply, Bindings scope, Optional<Variable> result) {
        CodeBlock.Builder code = CodeBlock.builder();
        sequence(reply).forEach(line -> code.add(line(line, scope, result)));
        return code.add(close(reply)).build();
    }

    /** The lines of a reply that is no list; all but the last have the mark of lines that go on. */
    private List<Template> sequence(ReplyModel reply) {
        List<Template> lines = new ArrayList<>(reply.sequence());
        if (wire.marks(reply)) {
            int last = lines.size() - 1;
            for (int i = 0; i < last; i++) {
                lines.set(i, lines.get(i).marked(wire.continued()));
            }
        }
        return lines;
    }

    CodeBlock line(Template line, Bindings scope, Optional<Variable> result) {
        return WritingCode.line(line, scope, result, constants, values, unlike.apply(line));
    }

    static CodeBlock close(ReplyModel reply) {
        return reply.close()
                ? CodeBlock.builder().addStatement("closeAfterReply()").build()
                : CodeBlock.of("");
    }

    /** The components that stand in lines. */
    static List<ParameterModel> written(List<ParameterModel> components) {
        return components.stream()
                .filter(component -> component.role() != ParameterModel.Role.STATE)
                .toList();
    }

    /** What is made of the payloads of {@code owner} before its line is written. */
    static Held held(List<ParameterModel> components, CodeBlock owner, Bindings scope) {
        return ContentCode.hold(
                components,
                each -> CodeBlock.of("$L.$L()", owner, each.accessor()),
                name -> scope.find(name).isPresent());
    }

    /** Code that writes the payloads of {@code owner}. */
    CodeBlock payloads(List<ParameterModel> components, Held held, CodeBlock owner) {
        CodeBlock.Builder code = CodeBlock.builder();
        for (ParameterModel component : components) {
            CodeBlock value = CodeBlock.of("$L.$L()", owner, component.accessor());
            component
                    .payload()
                    .ifPresent(
                            payload ->
                                    code.add(
                                            component.isStream()
                                                    ? sent(value, payload)
                                                    : PayloadParts.write(
                                                            held.written(component, value),
                                                            payload,
                                                            constants)));
        }
        return code.build();
    }

    /** Code that has a payload sent as it comes. */
    private CodeBlock sent(CodeBlock value, PayloadModel payload) {
        return CodeBlock.builder()
                .addStatement("send($L, $L)", value, constants.behind(payload))
                .build();
    }

    private CodeBlock structured(
            Answer.Structured structured, CodeBlock result, Bindings parameters) {
        List<ParameterModel> components = structured.record().components();
        Held held = held(components, result, parameters);
        Bindings scope =
                new Bindings()
                        .with(held.scope())
                        .with(result, written(components))
                        .with(parameters);
        CodeBlock.Builder code = CodeBlock.builder().add(held.code());
        List<Template> lines = sequence(structured.reply());
        Optional<CodeBlock> replayed = replayed(components, result);
        replayed.ifPresent(code::add);
        int before = Math.max(0, structured.reply().payloadLine() + 1);
        List<Template> head = lines.subList(0, before);
        Optional<CodeBlock> together =
                head.stream().anyMatch(line -> !unlike.apply(line).isEmpty())
                        ? Optional.empty()
                        : new PayloadLine(wire, constants, values)
                                .write(head, components, held, result, scope);
        head.stream()
                .limit(together.isPresent() ? before - 1 : before)
                .forEach(line -> code.add(line(line, scope, Optional.empty())));
        code.add(together.orElseGet(() -> payloads(components, held, result)));
        lines.subList(before, lines.size())
                .forEach(line -> code.add(line(line, scope, Optional.empty())));
        if (replayed.isPresent() && !wire.isResp()) {
            code.endControlFlow();
        }
        return code.add(transitions(structured.record(), result))
                .add(close(structured.reply()))
                .build();
    }

    /** What a batch has replied comes first; an error in it is the end. */
    private Optional<CodeBlock> replayed(List<ParameterModel> components, CodeBlock result) {
        return components.stream()
                .filter(component -> component.value() instanceof ValueType.Replayed)
                .findFirst()
                .map(component -> CodeBlock.of("$L.$L()", result, component.accessor()))
                .map(
                        replies ->
                                wire.isResp()
                                        ? CodeBlock.of("$L.writeArray(reply);\n", replies)
                                        : CodeBlock.builder()
                                                .beginControlFlow(
                                                        "if ($L.writeLines(reply))", replies)
                                                .build());
    }

    /** The session goes where a record's component says. */
    private CodeBlock transitions(RecordModel record, CodeBlock result) {
        CodeBlock.Builder code = CodeBlock.builder();
        for (ParameterModel component : record.components()) {
            if (component.value() instanceof ValueType.StateRef state) {
                code.add(
                        enter(
                                state.javaType(),
                                CodeBlock.of("$L.$L()", result, component.accessor())));
            }
        }
        return code.build();
    }

    /** The session goes to a state. */
    CodeBlock enter(ClassName state, CodeBlock handler) {
        return CodeBlock.builder()
                .addStatement("enter($L, $L)", states.constant(state), handler)
                .build();
    }

    /** Whether code needs the connection it is written for. */
    static boolean isBound(CodeBlock code) {
        String text = code.toString();
        return BOUND.stream().anyMatch(text::contains);
    }

    private CodeBlock items(Answer.Items items, CodeBlock result, Bindings parameters) {
        return CodeBlock.builder()
                .add(lists.items(items, result, parameters))
                .add(close(items.reply()))
                .build();
    }

    /** A record with a collection. */
    private CodeBlock listing(Answer.Listing listing, CodeBlock result, Bindings parameters) {
        Bindings scope =
                new Bindings()
                        .with(result, written(listing.record().components()))
                        .with(parameters);
        return CodeBlock.builder()
                .add(lists.listing(listing, result, scope))
                .add(transitions(listing.record(), result))
                .add(close(listing.reply()))
                .build();
    }

    /** The line before the items. */
    CodeBlock header(Answer.Items items, CodeBlock result, Bindings parameters) {
        return lists.header(items, result, parameters);
    }

    /** Code that writes one item of a list, within the bound of the whole. */
    CodeBlock item(Answer.Shape item, Bindings parameters) {
        return lists.item(item, parameters);
    }

    /** The line behind the items. */
    CodeBlock footer(Answer.Items items, Bindings parameters) {
        return CodeBlock.builder()
                .add(lists.end(items.reply(), parameters))
                .add(close(items.reply()))
                .build();
    }
}
