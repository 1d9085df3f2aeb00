package org.ropewalk.processor.emit.server;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.net.SocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.Bindings;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.Javadoc;
import org.ropewalk.processor.emit.code.MethodNames;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.emit.code.writing.ContentCode;
import org.ropewalk.processor.emit.code.writing.ContentCode.Held;
import org.ropewalk.processor.emit.code.writing.ValueWriting;
import org.ropewalk.processor.emit.code.writing.WritingCode;
import org.ropewalk.processor.model.Contents;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.PushModel;
import org.ropewalk.processor.model.PushesModel;
import org.ropewalk.processor.model.SupplyModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.lines.Lookalikes;
import org.ropewalk.processor.model.lines.ReplyRoles;
import org.ropewalk.processor.template.Template;

/** Generates the sender of what is not asked for: {@code XPushes}. */
public final class PushesEmitter {
    private final ProtocolModel protocol;
    private final PushesModel pushes;
    private final ClassName name;
    private final ClassName served;
    private final States states;
    private final Lookalikes lookalikes;
    private final Constants constants;
    private final ValueWriting writing;

    private PushesEmitter(ProtocolModel protocol, PushesModel pushes) {
        this.protocol = protocol;
        this.pushes = pushes;
        this.name = protocol.generated("Pushes");
        this.served = protocol.generated("Protocol");
        this.states = new States(protocol);
        this.lookalikes = new Lookalikes(protocol.wire());
        this.constants = new Constants(protocol, "FORMAT");
        this.writing = new ValueWriting(protocol.wire(), constants, WritingCode::ofFormat, "push");
    }

    /** The type, if the protocol pushes anything. */
    public static Optional<TypeSpec> emit(ProtocolModel protocol) {
        return protocol.pushes().map(pushes -> new PushesEmitter(protocol, pushes).emit());
    }

    /** The type beside an error. */
    public static Optional<TypeSpec> outline(ProtocolModel protocol) {
        return protocol.pushes().map(pushes -> new PushesEmitter(protocol, pushes).empty());
    }

    private TypeSpec empty() {
        TypeSpec.Builder type = type();
        type.addMethod(to().addStatement("return null").build());
        if (protocol.wire().datagrams()) {
            type.addMethod(toAddress().addStatement("return null").build());
        }
        // Abstract, so that the methods need not be there.
        return type.addModifiers(Modifier.ABSTRACT)
                .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
                .build();
    }

    private TypeSpec.Builder type() {
        TypeSpec.Builder type =
                TypeSpec.classBuilder(name)
                        .addJavadoc(
                                "Sends $L to a peer, or to a group of them: from any thread, in the order of the calls, never\n"
                                        + "inside a reply. A value that cannot be written is refused with an {@link $T}.\n",
                                pushes.types().stream()
                                        .map(each -> CodeBlock.of("{@link $T}", each))
                                        .collect(CodeBlock.joining(" and ")),
                                IllegalArgumentException.class)
                        .addAnnotation(RuntimeTypes.generated())
                        .addSuperinterfaces(pushes.types());
        return type.addModifiers(protocol.visibility());
    }

    private MethodSpec.Builder to() {
        return MethodSpec.methodBuilder("to")
                .addJavadoc("The sender to {@code audience}: a peer, or a group.\n")
                .addModifiers(Modifier.STATIC)
                .addModifiers(protocol.visibility())
                .returns(name)
                .addParameter(RuntimeTypes.PUSH_TARGET, "audience");
    }

    private MethodSpec.Builder toAddress() {
        return MethodSpec.methodBuilder("to")
                .addJavadoc(
                        "The sender from {@code port} to {@code address}: one datagram for each push.\n")
                .addModifiers(Modifier.STATIC)
                .addModifiers(protocol.visibility())
                .returns(name)
                .addParameter(RuntimeTypes.DATAGRAM_SERVER, "port")
                .addParameter(SocketAddress.class, "address");
    }

    private TypeSpec emit() {
        TypeSpec.Builder methods = TypeSpec.classBuilder(name);
        pushes.methods().forEach(push -> method(push, methods));
        ContentCode contents = new ContentCode(constants, writing);
        Contents.ofPushes(protocol).forEach(contents::addWriter);
        contents.methods().forEach(methods::addMethod);
        TypeSpec generated = methods.build();
        TypeSpec.Builder type = type().addModifiers(Modifier.FINAL);
        type.addField(
                FieldSpec.builder(
                                RuntimeTypes.LINE_FORMAT,
                                "FORMAT",
                                Modifier.PRIVATE,
                                Modifier.STATIC,
                                Modifier.FINAL)
                        .initializer("$T.FORMAT", served)
                        .build());
        constants.fields().forEach(type::addField);
        type.addField(
                FieldSpec.builder(
                                RuntimeTypes.PUSH_TARGET,
                                "audience",
                                Modifier.PRIVATE,
                                Modifier.FINAL)
                        .build());
        type.addMethod(
                MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(RuntimeTypes.PUSH_TARGET, "audience")
                        .addStatement("this.audience = audience")
                        .build());
        type.addMethod(to().addStatement("return new $T(audience)", name).build());
        if (protocol.wire().datagrams()) {
            type.addMethod(
                    toAddress()
                            .addStatement(
                                    "return new $T($T.at(port, address))",
                                    name,
                                    RuntimeTypes.PUSH_TARGET)
                            .build());
        }
        generated.methodSpecs().forEach(type::addMethod);
        writing.methods().forEach(type::addMethod);
        return type.build();
    }

    /** Whether lines differ from peer to peer: by what its handler supplies, or where it goes. */
    private boolean isOwn(PushModel push) {
        Set<String> supplied = new HashSet<>();
        protocol.supplies().stream().map(SupplyModel::name).forEach(supplied::add);
        push.parameters().stream().map(ParameterModel::name).forEach(supplied::remove);
        return push.parameters().stream().anyMatch(parameter -> parameter.role() == Role.STATE)
                || Stream.of(push.reply().value(), push.reply().each(), push.reply().end())
                        .flatMap(Optional::stream)
                        .flatMap(line -> line.names().stream())
                        .anyMatch(supplied::contains);
    }

    private Bindings scope(PushModel push) {
        Bindings scope = new Bindings();
        for (ParameterModel parameter : push.parameters()) {
            scope.with(
                    parameter.name(),
                    CodeBlock.of("$L", Javadoc.local(parameter.name())),
                    parameter.value());
        }
        for (SupplyModel supply : protocol.supplies()) {
            scope.withSupplied(
                    supply.name(),
                    CodeBlock.of("own.$L()", states.supplied(supply)),
                    supply.value().value());
        }
        return scope;
    }

    private void method(PushModel push, TypeSpec.Builder methods) {
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(push.method())
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC);
        for (ParameterModel parameter : push.parameters()) {
            method.addParameter(parameter.javaType(), Javadoc.local(parameter.name()));
        }
        method.varargs(push.varArgs());
        if (push.needsElements()) {
            String list = Javadoc.local(push.spread().orElseThrow().name());
            method.beginControlFlow("if ($L.isEmpty())", list)
                    .addStatement(
                            "throw new $T($S)",
                            IllegalArgumentException.class,
                            "the list is empty, and only the lines of its elements have the other values")
                    .endControlFlow();
        }
        CodeBlock.Builder lines = CodeBlock.builder();
        Held held = ContentCode.hold(push.parameters());
        Bindings scope = new Bindings().with(held.scope()).with(scope(push));
        lines.add(held.code());
        push.reply().value().ifPresent(line -> lines.add(line(line, scope)));
        lines.add(held.write(push.parameters(), constants));
        push.spread().ifPresent(list -> lines.add(spread(push, list, scope, methods)));
        push.reply().end().ifPresent(line -> lines.add(line(line, scope)));
        for (ParameterModel parameter : push.parameters()) {
            if (parameter.value() instanceof ValueType.StateRef state) {
                lines.addStatement(
                        "own.enter($T.$L, $L)",
                        served,
                        states.constant(state.javaType()),
                        Javadoc.local(parameter.name()));
            }
        }
        boolean own = isOwn(push);
        method.addCode(
                own
                        ? "audience.pushOwn((connection, reply) -> {\n$>"
                        : "audience.push(FORMAT, reply -> {\n$>");
        if (own) {
            method.addStatement("$T own = ($T) connection", served, served);
        }
        methods.addMethod(method.addCode(lines.build()).addCode("$<});\n").build());
    }

    private CodeBlock line(Template line, Bindings scope) {
        Set<String> unlike =
                ReplyRoles.pushes(protocol).stream()
                        .filter(push -> push.template().equals(line))
                        .findFirst()
                        .map(push -> lookalikes.of(push, ReplyRoles.pushes(protocol), false))
                        .orElse(Set.of());
        return WritingCode.line(line, scope, Optional.empty(), constants, writing, unlike);
    }

    /** Elements in as few lines as the bound on lines allows. */
    private CodeBlock spread(
            PushModel push, ParameterModel list, Bindings scope, TypeSpec.Builder methods) {
        String local = Javadoc.local(list.name());
        String method = "write" + MethodNames.capitalized(push.method());
        boolean own = isOwn(push);
        List<ParameterModel> passed =
                push.parameters().stream()
                        .filter(
                                parameter ->
                                        !parameter.equals(list) && parameter.role() == Role.VALUE)
                        .toList();
        CodeBlock others =
                passed.stream()
                        .map(parameter -> CodeBlock.of("$L, ", Javadoc.local(parameter.name())))
                        .collect(CodeBlock.joining(""));
        CodeBlock call = CodeBlock.of("$L(reply, $L$L", method, own ? "own, " : "", others);
        MethodSpec.Builder writer =
                MethodSpec.methodBuilder(method)
                        .addJavadoc(
                                "{@code $L}: in as few lines as the bound on lines allows.\n",
                                Javadoc.code(push.reply().each().orElseThrow().source()))
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                        .addParameter(RuntimeTypes.LINE_WRITER, "reply");
        if (own) {
            writer.addParameter(served, "own");
        }
        passed.forEach(
                parameter ->
                        writer.addParameter(parameter.javaType(), Javadoc.local(parameter.name())));
        writer.addParameter(list.javaType(), local)
                .beginControlFlow("if ($L.isEmpty())", local)
                .addStatement("return")
                .endControlFlow()
                .addStatement("int before = reply.size()")
                .addCode(line(push.reply().each().orElseThrow(), scope))
                .addStatement("int half = $L.size() / 2", local)
                .beginControlFlow(
                        "if (half > 0 && reply.size() - before - 2 > $T.LIMITS.line())", served)
                .addStatement("reply.cut(before)")
                .addStatement("$L$L.subList(0, half))", call, local)
                .addStatement("$L$L.subList(half, $L.size()))", call, local, local)
                .endControlFlow();
        methods.addMethod(writer.build());
        return CodeBlock.of("$L$L);\n", call, local);
    }
}
