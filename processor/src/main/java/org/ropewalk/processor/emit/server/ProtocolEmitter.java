package org.ropewalk.processor.emit.server;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.Literal;
import org.ropewalk.processor.emit.code.MethodNames;
import org.ropewalk.processor.emit.code.ReadingCode;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.emit.code.SharedMethods;
import org.ropewalk.processor.emit.code.ValueReading;
import org.ropewalk.processor.emit.code.format.FormatFields;
import org.ropewalk.processor.emit.code.writing.ContentCode;
import org.ropewalk.processor.emit.code.writing.ValueWriting;
import org.ropewalk.processor.emit.code.writing.WritingCode;
import org.ropewalk.processor.emit.server.chain.ChainEmitter;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.Contents;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.lines.CommandRoles;
import org.ropewalk.processor.model.lines.StateLines;
import org.ropewalk.processor.template.Usage;

/** Generates the server's protocol: {@code XProtocol}. */
public final class ProtocolEmitter {
    private static final String[] INHERITED = {
        "commandReceived",
        "writeError",
        "writeCommonError",
        "usage",
        "payloadBehind",
        "junk",
        "talksOn",
        "progress",
        "skipsLine",
        "skipsPayload",
        "reply",
        "refuse",
        "await",
        "suspend",
        "resume",
        "payload",
        "payloadArrived",
        "skipPayload",
        "closeAfterReply",
        "connectionMade",
        "connectionLost",
        "transport",
        "factory",
        "format",
        "limits",
        "writable",
        "lineReceived",
        "timedOut",
        "sendLine",
        "toString",
        "hashCode",
        "getClass",
        "notify",
        "wait",
        "clone",
        "finalize",
        "equals",
        "inputReceived",
        "dataReceived",
        "rawReceived",
        "setRawMode",
        "setLineMode",
        "makeConnection",
        "endConnection",
        "builtBy",
        "handshakeCompleted",
        "timeoutConnection",
        "takesEmptyLines",
        "greet",
        "greets",
        "disconnected",
        "restart",
        "releaseHandler",
        "afterError",
        "refused",
        "refusedText",
        "isTooLong",
        "enter",
        "leave",
        "isCommand",
        "isCollecting",
        "expectPayload",
        "endPayload",
        "expectStream",
        "streamed",
        "send",
        "sendPayload",
        "isSending",
        "endStreams",
        "streamBroken",
        "holdBehind",
        "isHeld",
        "forgetEnvelope",
        "offersTls",
        "startTls",
        "noLine",
        "drain",
        "drained",
        "narrower",
        "peer",
        "offload",
        "attempt",
        "slowed",
        "dropsPushes",
        "handlesSecrets",
        "framer",
        "push",
        "hasEarlyInput",
        "delayFailures",
        "countUnproductive",
        "protocolLimits",
        "bound",
        "lendItems",
        "keepsPayload",
        "endItems",
        "refusesByHandler",
        "readEnvelope",
        "advertised",
        "usages",
        "started",
        "rejection",
        "interrupts",
        "interrupt",
        "interruptible",
        "canInterrupt",
        "opened",
        "prompt",
        "promptWith",
        "readsPayload",
        "batch",
        "exchange",
        "leaveBatch",
        "leadsOut"
    };

    private static final String[] FIELDS = {"VERSION", "LIMITS", "NARROWER", "NO_COMMAND"};

    private ProtocolEmitter() {}

    /** The type, and all that it needs. */
    public static TypeSpec emit(ProtocolModel protocol) {
        Constants constants = new Constants(protocol, "FORMAT", FIELDS);
        MethodNames names = new MethodNames(protocol, INHERITED);
        Bounds bounds = new Bounds(protocol);
        ValueReading reading = reading(protocol, constants);
        ValueWriting writing = new ValueWriting(protocol.wire(), constants, WritingCode::ofFormat);
        States states = new States(protocol);
        SharedMethods shared = new SharedMethods(names);
        List<Dispatch> dispatches = dispatches(protocol, constants, names, shared);
        TypeSpec.Builder methods = TypeSpec.classBuilder(protocol.generated("Protocol"));
        AnswerWriting answers = new AnswerWriting(protocol.wire(), constants, writing, states);
        SessionEmitter session = new SessionEmitter(protocol, states, reading, constants, methods);
        TransitionEmitter transitions = new TransitionEmitter(protocol, states, bounds, constants);
        StateEmitter stateEmitter =
                new StateEmitter(
                        protocol, states, transitions, constants, writing, shared, methods);
        stateEmitter.beforeCommands(dispatches);
        CommandEmitter commands =
                new CommandEmitter(
                        protocol,
                        constants,
                        reading,
                        answers,
                        dispatches,
                        states,
                        bounds,
                        names,
                        shared,
                        methods);
        addContents(protocol, new ContentCode(constants, reading, writing), methods);
        Set<CommandModel> emitted = commands(protocol);
        emitted.forEach(commands::emit);
        stateEmitter.behindCommands(commands);
        session.addMethods();
        new ErrorMethods(protocol, states, constants, reading, shared).addTo(methods);
        addRefusals(protocol, dispatches, constants, methods);
        TypeSpec generated = methods.build();
        TypeSpec.Builder type = type(protocol, bounds);
        constants.fields().forEach(type::addField);
        constants(type, List.copyOf(emitted));
        transitions.addFields(type);
        ChainEmitter.field(protocol.wire()).ifPresent(type::addField);
        session.addFields(type);
        generated.fieldSpecs().forEach(type::addField);
        type.addMethod(constructor(protocol, transitions)).addMethod(transitions.release());
        shared.named(generated.methodSpecs()).forEach(type::addMethod);
        addMethods(type, reading, writing);
        return type.build();
    }

    private static void addMethods(
            TypeSpec.Builder type, ValueReading reading, ValueWriting writing) {
        reading.methods().forEach(type::addMethod);
        writing.methods().forEach(type::addMethod);
    }

    /** What reads and writes that which payloads hold. */
    private static void addContents(
            ProtocolModel protocol, ContentCode contents, TypeSpec.Builder methods) {
        Contents.ofCommands(protocol).forEach(contents::addReader);
        Contents.ofReplies(protocol).forEach(contents::addWriter);
        contents.methods().forEach(methods::addMethod);
    }

    /** The commands of all states, each once. */
    private static Set<CommandModel> commands(ProtocolModel protocol) {
        Set<CommandModel> commands = new LinkedHashSet<>();
        protocol.states().forEach(state -> commands.addAll(state.commands()));
        return commands;
    }

    private static TypeSpec.Builder type(ProtocolModel protocol, Bounds bounds) {
        TypeSpec.Builder type =
                TypeSpec.classBuilder(protocol.generated("Protocol"))
                        .addJavadoc(
                                "Serves {@link $T}: reads its commands, calls a handler, writes the replies. There is one for each\n"
                                        + "connection; {@link $T} makes it.\n",
                                protocol.type(),
                                protocol.generated("Factory"))
                        .addAnnotation(RuntimeTypes.generated())
                        .addModifiers(Modifier.FINAL)
                        .addModifiers(protocol.visibility())
                        .superclass(RuntimeTypes.COMMAND_PROTOCOL)
                        .addField(FormatFields.version())
                        .addField(FormatFields.served(protocol))
                        .addField(FormatFields.limits(protocol.limits()));
        if (BatchEmitter.any(protocol)) {
            type.addSuperinterface(RuntimeTypes.BATCH_SESSION);
        }
        if (ChainEmitter.awaitsPayloads(protocol)) {
            type.addSuperinterface(RuntimeTypes.PAYLOAD_READER);
        }
        if (!bounds.all().isEmpty()) {
            type.addField(narrower(bounds));
        }
        return type;
    }

    private static MethodSpec constructor(ProtocolModel protocol, TransitionEmitter states) {
        return MethodSpec.constructorBuilder()
                .addParameter(RuntimeTypes.PEER, "peer")
                .addParameter(protocol.initial().type(), "handler")
                .addStatement("super(peer)")
                .addStatement("this.handler = handler")
                .addCode(ChainEmitter.constructed(protocol.wire()))
                .addCode(states.boundInitially())
                .build();
    }

    /** What the runtime asks for when a line fits no command. */
    private static void addRefusals(
            ProtocolModel protocol,
            List<Dispatch> dispatches,
            Constants constants,
            TypeSpec.Builder methods) {
        InterruptEmitter.addTo(methods, protocol, dispatches);
        ErrorEmitter.skipping(protocol).forEach(methods::addMethod);
        ErrorEmitter.refusing(protocol).forEach(methods::addMethod);
        PayloadBehind.of(dispatches, protocol.envelope().isPresent(), constants)
                .ifPresent(methods::addMethod);
        ChainEmitter.event(protocol.wire()).ifPresent(methods::addMethod);
        ChainEmitter.readsPayload(protocol).ifPresent(methods::addMethod);
        if (CommandRoles.takesEmptyLines(protocol) || protocol.wire().sharesReplies()) {
            methods.addMethod(SessionEmitter.yes("takesEmptyLines"));
        }
        if (protocol.states().stream()
                .flatMap(state -> state.commands().stream())
                .anyMatch(command -> command.answer().shape().isPayloadAlone())) {
            methods.addMethod(SessionEmitter.yes("repliesWithPayloadAlone"));
        }
    }

    private static ValueReading reading(ProtocolModel protocol, Constants constants) {
        return new ValueReading(
                protocol.wire(),
                constants,
                CodeBlock.of("limits().words()"),
                CodeBlock.of("LIMITS.words()"),
                ReadingCode::ofFormat);
    }

    /** A dispatch for each state; what a state inherits is generated once. */
    private static List<Dispatch> dispatches(
            ProtocolModel protocol, Constants constants, MethodNames names, SharedMethods shared) {
        Map<StateLines.Key, SharedMethods.Shared> inherited = new HashMap<>();
        Map<StateLines.Key, SharedMethods.Shared> fits = new HashMap<>();
        List<StateModel> states = protocol.states();
        List<StateLines> lines =
                StateLines.of(
                        states, protocol.wire().caseSensitive(), protocol.envelope().isPresent());
        List<Dispatch> dispatches = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            StateModel state = states.get(i);
            String method =
                    protocol.hasStates()
                            ? names.unique(States.prefix(state) + "Received")
                            : "commandReceived";
            dispatches.add(
                    new Dispatch(
                            state,
                            lines.get(i),
                            protocol.wire(),
                            constants,
                            method,
                            protocol.hasStates(),
                            shared,
                            inherited,
                            fits));
        }
        dispatches.forEach(dispatch -> dispatch.beside(dispatches));
        return dispatches;
    }

    /** A constant for each command. */
    private static void constants(TypeSpec.Builder type, List<CommandModel> commands) {
        Set<String> seen = new LinkedHashSet<>();
        for (CommandModel command : commands) {
            if (seen.add(RefusalCode.number(command))) {
                type.addField(
                        FieldSpec.builder(
                                        RuntimeTypes.DECLARED_COMMAND,
                                        RefusalCode.number(command),
                                        Modifier.PRIVATE,
                                        Modifier.STATIC,
                                        Modifier.FINAL)
                                .initializer(
                                        "$T.of($S, $L)",
                                        RuntimeTypes.DECLARED_COMMAND,
                                        command.method(),
                                        Literal.of(Usage.of(command.templates().get(0))))
                                .build());
            }
        }
    }

    /** The bounds of states and commands that have their own. */
    private static FieldSpec narrower(Bounds bounds) {
        CodeBlock all =
                bounds.all().stream()
                        .map(limits -> CodeBlock.of("\n$L", FormatFields.limitsOf(limits)))
                        .collect(CodeBlock.joining(","));
        return FieldSpec.builder(
                        ArrayTypeName.of(RuntimeTypes.LINE_LIMITS),
                        "NARROWER",
                        Modifier.STATIC,
                        Modifier.FINAL)
                .addJavadoc("The bounds of states and commands that have their own.\n")
                .initializer("{$>$L$<\n}", all)
                .build();
    }
}
