package org.ropewalk.processor.emit.server;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.Bindings;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.Literal;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.emit.code.ValueReading;
import org.ropewalk.processor.emit.code.envelope.EnvelopeReading;
import org.ropewalk.processor.emit.code.envelope.TagCharacters;
import org.ropewalk.processor.emit.server.answers.ListWriting;
import org.ropewalk.processor.model.AdvertisedModel;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.EnvelopeModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.SupplyModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;
import org.ropewalk.processor.template.Texts;

/**
 * Generates what templates name beside a command's own values: what the handler supplies, what
 * stands around commands, and the capability list.
 */
final class SessionEmitter {
    private final ProtocolModel protocol;
    private final States states;
    private final ValueReading reading;
    private final Constants constants;
    private final TypeSpec.Builder type;

    SessionEmitter(
            ProtocolModel protocol,
            States states,
            ValueReading reading,
            Constants constants,
            TypeSpec.Builder type) {
        this.protocol = protocol;
        this.states = states;
        this.reading = reading;
        this.constants = constants;
        this.type = type;
    }

    void addFields(TypeSpec.Builder served) {
        for (ParameterModel value : protocol.envelopeValues()) {
            served.addField(
                    FieldSpec.builder(
                                    value.javaType(),
                                    States.enclosed(value.name()),
                                    Modifier.PRIVATE)
                            .initializer(none(value))
                            .build());
        }
    }

    void addMethods() {
        protocol.envelope().ifPresent(envelope -> type.addMethod(readEnvelope(envelope)));
        if (!protocol.envelopeValues().isEmpty()) {
            type.addMethod(forgetEnvelope());
        }
        states.supplies().forEach(supply -> type.addMethod(supplied(supply)));
        if (protocol.pushes().isPresent() && protocol.pushes().get().drops()) {
            type.addMethod(yes("dropsPushes"));
        }
        if (protocol.states().stream()
                .flatMap(state -> state.commands().stream())
                .anyMatch(CommandModel::secret)) {
            type.addMethod(yes("handlesSecrets"));
        }
        advertised();
    }

    /** What the runtime asks of a protocol, and of which it takes no for granted. */
    static MethodSpec yes(String method) {
        return MethodSpec.methodBuilder(method)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(boolean.class)
                .addStatement("return true")
                .build();
    }

    /** Asks the handler of the state for which a state that is left after one line stands in. */
    private MethodSpec supplied(SupplyModel supply) {
        if (supply.receiver().equals(SupplyModel.BATCH)) {
            return MethodSpec.methodBuilder(states.supplied(supply))
                    .addJavadoc("The place of a command in a batch.\n")
                    .returns(TypeName.INT)
                    .addStatement("return batch == null ? 0 : batch.index()")
                    .build();
        }
        boolean everywhere =
                protocol.states().stream().allMatch(state -> state.supplies().contains(supply));
        CodeBlock handler =
                everywhere || !states.anyOnce()
                        ? states.receiver(supply.receiver())
                        : CodeBlock.of(
                                "(($T) (isOnce(state) ? returnHandler : handler))",
                                supply.receiver());
        return MethodSpec.methodBuilder(states.supplied(supply))
                .addJavadoc("{@code {$L}}\n", supply.name())
                .returns(supply.value().javaType())
                .addStatement("return $L.$L()", handler, supply.name())
                .build();
    }

    // ---- what stands around commands

    /** What cannot be read has no words in front of it. */
    private MethodSpec forgetEnvelope() {
        MethodSpec.Builder method =
                MethodSpec.methodBuilder("forgetEnvelope")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC);
        CodeBlock.Builder code = CodeBlock.builder();
        for (ParameterModel value : protocol.envelopeValues()) {
            code.addStatement("$L = $L", States.enclosed(value.name()), none(value));
        }
        states.enveloped()
                .ifPresentOrElse(
                        has ->
                                method.addComment(
                                                "A line without an envelope repeats that of the command before it.")
                                        .beginControlFlow("if ($L)", has)
                                        .addCode(code.build())
                                        .endControlFlow(),
                        () -> method.addCode(code.build()));
        return method.build();
    }

    private MethodSpec readEnvelope(EnvelopeModel envelope) {
        return MethodSpec.methodBuilder("readEnvelope")
                .addJavadoc("What stands around the command.\n")
                .addModifiers(Modifier.PRIVATE)
                .returns(boolean.class)
                .addParameter(RuntimeTypes.LINE_READER, "line")
                .addCode(readTag(envelope))
                .addCode(
                        new EnvelopeReading(
                                        reading,
                                        constants,
                                        States::enclosed,
                                        envelope.tag(),
                                        envelope.tag()
                                                .map(tag -> TagCharacters.without(tag, protocol))
                                                .orElse(""))
                                .of(envelope.command()))
                .addStatement("return line.enclose()")
                .build();
    }

    private CodeBlock readTag(EnvelopeModel envelope) {
        if (envelope.tagField().isEmpty()) {
            return CodeBlock.of("");
        }
        String variable = States.enclosed(envelope.tag().orElseThrow());
        CodeBlock read =
                CodeBlock.of(
                        "$T.ofNullable($L.word(line))",
                        Optional.class,
                        constants.fieldName(envelope.tagField().get()));
        return envelope.tagField().get().optional()
                ? CodeBlock.of("$L = $L;\n", variable, read)
                : CodeBlock.of("$L = $L.orElse($S);\n", variable, read, "*");
    }

    /** A value that no command has. */
    private static CodeBlock none(ParameterModel value) {
        return value.value() instanceof ValueType.Maybe
                ? CodeBlock.of("$T.empty()", Optional.class)
                : CodeBlock.of("$S", "*");
    }

    // ---- the capability list

    private void advertised() {
        Set<ClassName> needed = new LinkedHashSet<>();
        boolean here = false;
        boolean usages = false;
        for (StateModel state : protocol.states()) {
            for (var command : state.commands()) {
                Answer.Shape shape = command.answer().shape();
                usages |= shape.helpLine().isPresent();
                if (shape instanceof Answer.Items items
                        && items.kind() == ValueType.Plurality.CAPABILITIES) {
                    here = true;
                }
                if (shape instanceof Answer.Listing listing
                        && ListWriting.isCapabilities(listing)) {
                    Optional<ClassName> next = ListWriting.next(listing);
                    next.ifPresent(needed::add);
                    here |= next.isEmpty();
                }
            }
        }
        if (here) {
            protocol.states().forEach(state -> needed.add(state.type()));
            type.addMethod(advertisedHere());
        }
        if (usages) {
            type.addMethod(new UsagesEmitter(protocol, states).usages());
        }
        needed.stream()
                .map(states::advertiser)
                .distinct()
                .forEach(state -> type.addMethod(advertised(protocol.state(state))));
    }

    private static TypeName lines() {
        return ParameterizedTypeName.get(List.class, String.class);
    }

    private MethodSpec advertisedHere() {
        MethodSpec.Builder method =
                MethodSpec.methodBuilder("advertised")
                        .addModifiers(Modifier.PRIVATE)
                        .returns(lines())
                        .addParameter(boolean.class, "now");
        Map<String, List<StateModel>> advertisers = new LinkedHashMap<>();
        for (StateModel state : protocol.states()) {
            advertisers
                    .computeIfAbsent(states.advertised(state.type()), missing -> new ArrayList<>())
                    .add(state);
        }
        return method.addCode(
                        states.choose(advertisers, name -> CodeBlock.of("return $L(now);\n", name)))
                .build();
    }

    private MethodSpec advertised(StateModel from) {
        List<AdvertisedModel> behind = new ArrayList<>(states.advertisedFrom(from));
        behind.removeAll(from.advertised());
        Set<String> seen = new LinkedHashSet<>();
        CodeBlock here = lines(from.advertised(), seen);
        CodeBlock others = lines(behind, seen);
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(states.advertised(from.type()))
                        .addModifiers(Modifier.PRIVATE)
                        .returns(lines())
                        .addParameter(boolean.class, "now")
                        .addStatement("$T lines = new $T<>()", lines(), ArrayList.class)
                        .addCode(here);
        if (!others.isEmpty()) {
            method.beginControlFlow("if (!now)").addCode(others).endControlFlow();
        }
        return method.addStatement("return lines").build();
    }

    private CodeBlock lines(List<AdvertisedModel> advertised, Set<String> seen) {
        CodeBlock.Builder all = CodeBlock.builder();
        for (AdvertisedModel each : advertised) {
            CodeBlock.Builder code = CodeBlock.builder();
            for (Template line : each.lines()) {
                if (seen.add(line.source())) {
                    code.addStatement("lines.add($L)", text(line));
                }
            }
            if (each.startsTls() && !code.isEmpty()) {
                all.beginControlFlow("if (offersTls())").add(code.build()).endControlFlow();
            } else {
                all.add(code.build());
            }
        }
        return all.build();
    }

    private CodeBlock text(Template line) {
        Bindings scope = states.session(List.copyOf(states.supplies()));
        List<CodeBlock> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (Node node : line.nodes()) {
            if (node instanceof Node.Placeholder placeholder) {
                parts.add(Literal.of(literal.toString()));
                literal.setLength(0);
                parts.add(scope.get(placeholder.names().get(0)).expression());
            } else {
                literal.append(Texts.of(List.of(node)));
            }
        }
        if (!literal.isEmpty() || parts.isEmpty()) {
            parts.add(Literal.of(literal.toString()));
        }
        return CodeBlock.join(parts, " + ");
    }
}
