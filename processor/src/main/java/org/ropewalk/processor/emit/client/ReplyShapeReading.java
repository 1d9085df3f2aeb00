package org.ropewalk.processor.emit.client;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ropewalk.processor.emit.client.ReplyAlternative.Phase;
import org.ropewalk.processor.emit.code.Javadoc;
import org.ropewalk.processor.emit.code.MethodNames;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.RecordModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/** Emits the reading of results, by their shapes. */
final class ReplyShapeReading implements ItemReading {
    private static final String RESULT = Node.Many.RESULT;

    private final ReplyAlternatives lines;
    private final ClientTypes types;
    private final ListReading lists;
    private final SequenceReading sequences;
    private final Wire wire;

    /** Whether the prompt of the state that is entered is the reply. */
    private final boolean prompted;

    /** Where in a reply the lines come that are read now. */
    private Phase phase = Phase.WHOLE;

    /** {@code lines} takes what is read. */
    ReplyShapeReading(ReplyAlternatives lines, ClientTypes types, ProtocolModel protocol) {
        this.lines = lines;
        this.types = types;
        this.lists = new ListReading(this, lines, types, protocol);
        this.wire = protocol.wire();
        this.prompted = protocol.promptOf(lines.command()).isPresent();
        this.sequences = new SequenceReading(lines, protocol.wire());
    }

    /** Adds the line before a result that comes later. */
    void opening(ReplyModel line) {
        lines.line(
                lines.name() + "Opening", line, List.of(), Reaction.ofAny("opened()"), Phase.BEGIN);
        in(Phase.END);
    }

    @Override
    public void in(Phase partOfReply) {
        phase = partOfReply;
    }

    @Override
    public void shape(Answer.Shape shape, Completion completion, String suffix) {
        String base = lines.name() + suffix;
        if (shape instanceof Answer.Enter enter) {
            enter(base, enter, completion.with(types.enter(enter.state())));
        } else if (shape instanceof Answer.Listing listing) {
            lists.listing(listing);
        } else if (shape instanceof Answer.Fixed fixed) {
            fixed(base, fixed, completion);
        } else if (shape instanceof Answer.Single single) {
            single(base, single, completion);
        } else if (shape instanceof Answer.Behind behind && behind.reply().value().isEmpty()) {
            ParameterModel bytes = payload(behind);
            lines.all(
                    base + "All",
                    bytes,
                    completion.with(LineReading.payload(List.of(bytes), bytes, "reply")));
        } else if (shape instanceof Answer.Behind behind && behind.reply().isSequence()) {
            sequences.add(
                    base + "Text",
                    behind.reply(),
                    0,
                    List.of(payload(behind)),
                    completion.with(CodeBlock.of("$L", Javadoc.local(RESULT))));
        } else if (shape instanceof Answer.Behind behind) {
            ParameterModel text = payload(behind);
            lines.line(
                    base + "Text",
                    behind.reply(),
                    List.of(text),
                    completion.with(LineReading.payload(List.of(text), text, "reply")),
                    phase);
        } else if (shape instanceof Answer.Structured structured) {
            structured(base, structured, completion);
        } else if (shape instanceof Answer.Constants enumeration) {
            constants(base, enumeration, completion);
        } else if (shape instanceof Answer.Alternatives several) {
            for (Answer.Structured alternative : several.alternatives()) {
                structured(
                        base + alternative.record().type().simpleName(), alternative, completion);
            }
        } else if (shape instanceof Answer.Maybe maybe) {
            maybe(maybe, completion, suffix);
        } else if (shape instanceof Answer.Truth truth) {
            line(base + "True", truth.present(), completion.with(CodeBlock.of("true")));
            line(base + "False", truth.absent(), completion.with(CodeBlock.of("false")));
        } else {
            lists.items((Answer.Items) shape);
        }
    }

    private void enter(String base, Answer.Enter enter, Reaction entered) {
        if (prompted) {
            lines.prompt(entered);
        } else {
            line(base + "Entered", enter.reply(), entered);
        }
    }

    private void fixed(String base, Answer.Fixed fixed, Completion completion) {
        Reaction done = completion.with(CodeBlock.of("null"));
        line(
                base + "Done",
                fixed.reply(),
                lines.command().startsTls() ? done.securing(lines.command().greets()) : done);
    }

    private void line(String name, ReplyModel reply, Reaction reaction) {
        if (reply.isSequence()) {
            sequences.add(name, reply, List.of(), reaction);
            return;
        }
        lines.line(name, reply, List.of(), reaction, phase);
    }

    private void single(String base, Answer.Single single, Completion completion) {
        ValueType value = OwnedTypes.type(single.value());
        ParameterModel parameter =
                new ParameterModel(
                        RESULT, value.javaType(), value, Role.VALUE, Optional.empty(), RESULT);
        boolean read =
                value instanceof ValueType.Several
                        || single.reply().sequence().stream().anyMatch(Template::hasResult);
        if (single.reply().value().isEmpty() && wire.isResp()) {
            lines.value(
                    base + "Value", value, completion.with(CodeBlock.of(Javadoc.local(RESULT))));
            return;
        }
        Reaction reaction = completion.with(CodeBlock.of(read ? Javadoc.local(RESULT) : "null"));
        if (single.reply().isSequence()) {
            sequences.add(base + "Value", single.reply(), List.of(parameter), reaction);
            return;
        }
        lines.line(base + "Value", single.reply(), List.of(parameter), reaction, phase);
    }

    private void constants(String base, Answer.Constants enumeration, Completion completion) {
        for (int i = 0; i < enumeration.replies().size(); i++) {
            String constant = enumeration.type().constants().get(i).name();
            line(
                    base + MethodNames.capitalized(constant.toLowerCase(Locale.ROOT)),
                    enumeration.replies().get(i),
                    completion.with(
                            CodeBlock.of("$T.$L", enumeration.type().javaType(), constant)));
        }
    }

    private void maybe(Answer.Maybe maybe, Completion completion, String suffix) {
        Class<?> optional =
                switch (maybe.kind()) {
                    case OPTIONAL -> Optional.class;
                    case INT -> java.util.OptionalInt.class;
                    case LONG -> java.util.OptionalLong.class;
                };
        shape(
                maybe.present(),
                value -> completion.with(CodeBlock.of("$T.of($L)", optional, value)),
                suffix);
        if (maybe.absent().value().isEmpty() && wire.isResp()) {
            lines.nil(completion.with(CodeBlock.of("$T.empty()", optional)));
            return;
        }
        line(
                lines.name() + suffix + "Absent",
                maybe.absent(),
                completion.with(CodeBlock.of("$T.empty()", optional)));
    }

    private void structured(String name, Answer.Structured structured, Completion completion) {
        RecordModel record = structured.record();
        if (structured.reply().isSequence()) {
            CodeBlock arguments =
                    record.components().stream()
                            .map(
                                    each ->
                                            SequenceReading.argument(
                                                    each,
                                                    structured.reply(),
                                                    types.arguments(List.of(each))))
                            .collect(CodeBlock.joining(", "));
            sequences.add(
                    name,
                    structured.reply(),
                    record.components(),
                    completion.with(CodeBlock.of("new $T($L)", record.type(), arguments)));
            return;
        }
        CodeBlock made =
                CodeBlock.of("new $T($L)", record.type(), types.arguments(record.components()));
        Reaction reaction = completion.with(made);
        if (structured.isPayloadAlone()) {
            lines.all(name + "All", structured.payloadAlone(), reaction);
            return;
        }
        lines.line(
                name + "Line",
                MethodNames.decapitalized(MethodNames.simple(record.type())) + "Line",
                structured.reply(),
                record.components(),
                reaction.equals(Reaction.finish(made))
                        ? reaction.withValue(record.type())
                        : reaction,
                phase);
    }

    private static ParameterModel payload(Answer.Behind behind) {
        return new ParameterModel(
                RESULT,
                behind.value().javaType(),
                OwnedTypes.type(behind.value()),
                Role.PAYLOAD,
                Optional.of(behind.payload()),
                RESULT);
    }
}
