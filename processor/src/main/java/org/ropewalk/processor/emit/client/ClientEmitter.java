package org.ropewalk.processor.emit.client;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.MethodNames;
import org.ropewalk.processor.emit.code.ReadingCode;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.emit.code.SharedMethods;
import org.ropewalk.processor.emit.code.ValueReading;
import org.ropewalk.processor.emit.code.format.FormatFields;
import org.ropewalk.processor.emit.code.writing.ContentCode;
import org.ropewalk.processor.emit.code.writing.ValueWriting;
import org.ropewalk.processor.emit.code.writing.WritingCode;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.Contents;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.ValueType;

/**
 * Emits the client: {@code XClient}, its asynchronous commands, and the view of them that blocks;
 * of a protocol with states, both for each state.
 */
public final class ClientEmitter {
    private static final String[] TAKEN = {
        "open",
        "service",
        "pool",
        "toString",
        "hashCode",
        "getClass",
        "notify",
        "notifyAll",
        "wait",
        "equals",
        "clone",
        "finalize",
        "readPush",
        "readTag",
        "writeEnvelope"
    };
    private final ProtocolModel protocol;
    private final ClassName name;
    private final Constants constants;
    private final ClientTypes types;
    private final ValueReading reading;
    private final ValueWriting writing;
    private final TypeSpec.Builder methods;
    private final OpeningEmitter opening;
    private final MethodNames names;
    private final SharedMethods shared;
    private final StubEmitter stubs;
    private final ViewEmitter views;

    private ClientEmitter(ProtocolModel declared) {
        ProtocolModel protocol = declared.forClients();
        this.protocol = protocol;
        this.name = protocol.generated("Client");
        this.constants = new Constants(protocol, "FORMAT", "VERSION", "LIMITS", "PROTOCOL");
        this.types = new ClientTypes(protocol, constants);
        this.reading =
                new ValueReading(
                        protocol.wire(),
                        constants,
                        CodeBlock.of("$T.UNLIMITED", RuntimeTypes.LINE_LIMITS),
                        CodeBlock.of("$T.UNLIMITED", RuntimeTypes.LINE_LIMITS),
                        ReadingCode::ofFormat);
        this.writing =
                new ValueWriting(protocol.wire(), constants, WritingCode::ofFormat, "command");
        this.methods = TypeSpec.classBuilder(name);
        this.opening = new OpeningEmitter(protocol, types);
        this.names = new MethodNames(protocol, TAKEN);
        this.shared = new SharedMethods(names);
        this.stubs = new StubEmitter(protocol, types, constants, writing, shared, methods);
        this.views = new ViewEmitter(types, declared);
    }

    /** The type, and all that it needs. */
    public static TypeSpec emit(ProtocolModel protocol) {
        return new ClientEmitter(protocol).emit();
    }

    /** The type beside an error. */
    public static TypeSpec outline(ProtocolModel protocol) {
        ClientEmitter emitter = new ClientEmitter(protocol);
        TypeSpec.Builder type = emitter.type();
        emitter.opening.signatures().forEach(each -> type.addMethod(StubEmitter.empty(each)));
        if (protocol.hasStates()) {
            type.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
            Set<String> seen = new HashSet<>();
            for (StateModel state : protocol.states()) {
                TypeSpec.Builder stub = emitter.stubs.type(state);
                emitter.stubs.outline(state, stub);
                if (seen.add(state.type().simpleName())) {
                    type.addType(stub.build());
                }
            }
        } else {
            emitter.stubs.outline(protocol.initial(), type);
        }
        return type.build();
    }

    private TypeSpec emit() {
        protocol.states().stream()
                .flatMap(state -> state.commands().stream())
                .forEach(command -> names.unique(command.method()));
        ReplyReadingEmitter replies =
                new ReplyReadingEmitter(protocol, types, constants, reading, shared, methods);
        Map<StateModel, Map<CommandModel, Optional<ReplyCode>>> readers = readers(replies);
        Optional<SharedMethods.Shared> greeting =
                protocol.initial().greeting().flatMap(replies::emit);
        Optional<SharedMethods.Shared> strays = replies.emitStrays();
        TypeSpec.Builder type = type();
        type.addField(FormatFields.version());
        type.addField(
                FormatFields.called(protocol).toBuilder().addModifiers(Modifier.PRIVATE).build());
        type.addField(
                FormatFields.limits(protocol.replyLimits()).toBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        List<TypeSpec> nested = nested(readers);
        new PushReadingEmitter(protocol, types, constants, reading, names, methods).emit();
        contents().methods().forEach(methods::addMethod);
        FieldSpec kind =
                new ClientProtocolEmitter(protocol, types, constants, reading, writing, methods)
                        .protocol(greeting, strays);
        constants.fields().forEach(type::addField);
        if (!constants.calls().isEmpty()) {
            type.addType(
                    TypeSpec.classBuilder(Constants.CALLS)
                            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                            .addFields(constants.calls())
                            .build());
        }
        type.addField(kind);
        TypeSpec emitted = methods.build();
        List<MethodSpec> named = shared.named(emitted.methodSpecs());
        emitted.fieldSpecs().forEach(type::addField);
        if (protocol.hasStates()) {
            type.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
        }
        named.stream().filter(MethodSpec::isConstructor).forEach(type::addMethod);
        opening.methods().forEach(type::addMethod);
        named.stream().filter(method -> !method.isConstructor()).forEach(type::addMethod);
        reading.methods().forEach(type::addMethod);
        writing.methods().forEach(type::addMethod);
        nested.forEach(type::addType);
        return type.build();
    }

    /** The methods that read and write what payloads hold. */
    private ContentCode contents() {
        ContentCode contents = new ContentCode(constants, reading, writing);
        Set<ValueType.Content> read = Contents.ofReplies(protocol);
        read.addAll(Contents.ofPushes(protocol));
        read.forEach(contents::addReader);
        Contents.ofCommands(protocol).forEach(contents::addWriter);
        return contents;
    }

    /** The code that reads the reply of each command of a state, if it is answered. */
    private Map<StateModel, Map<CommandModel, Optional<ReplyCode>>> readers(
            ReplyReadingEmitter replies) {
        Map<StateModel, Map<CommandModel, Optional<ReplyCode>>> readers = new HashMap<>();
        for (StateModel state : protocol.states()) {
            Map<CommandModel, Optional<ReplyCode>> ofState = new HashMap<>();
            for (CommandModel command : state.commands()) {
                ofState.put(command, replies.code(state, command));
            }
            readers.put(state, ofState);
        }
        return readers;
    }

    /** The types of the states and their views; without states the type itself has the commands. */
    private List<TypeSpec> nested(Map<StateModel, Map<CommandModel, Optional<ReplyCode>>> readers) {
        List<TypeSpec> nested = new ArrayList<>();
        if (!protocol.hasStates()) {
            StateModel only = protocol.initial();
            stubs.add(only, methods, readers.get(only));
            nested.add(views.view(only, readers.get(only)));
            return nested;
        }
        stubs.findRepeated();
        for (StateModel state : protocol.states()) {
            TypeSpec.Builder stub = stubs.type(state);
            stubs.add(state, stub, readers.get(state));
            nested.add(stub.build());
            nested.add(views.view(state, readers.get(state)));
        }
        return nested;
    }

    private TypeSpec.Builder type() {
        TypeSpec.Builder type =
                TypeSpec.classBuilder(name)
                        .addJavadoc(
                                "The commands of {@link $T}, as a client calls them: each is sent at once, from any thread, and returns a\n"
                                        + "future that the connection's loop completes when the reply has come. A command whose arguments cannot be\n"
                                        + "written fails with an {@link $T}, and nothing of it is sent. Arrays must not change until then.\n",
                                protocol.type(),
                                IllegalArgumentException.class)
                        .addAnnotation(RuntimeTypes.generated())
                        .addModifiers(Modifier.FINAL);
        if (protocol.hasStates()) {
            type.addJavadoc(
                    "Each state has a type of its own; a command that leads to another returns that one's commands, and those of\n"
                            + "the state that was left fail with an {@link $T}. What is called behind a command that may lead\n"
                            + "elsewhere is sent when its reply has come.\n",
                    IllegalStateException.class);
        }
        type.addModifiers(protocol.visibility());
        return type;
    }
}
