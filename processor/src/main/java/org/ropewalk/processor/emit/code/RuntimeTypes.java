package org.ropewalk.processor.emit.code;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;

/** The names of the runtime's types, and of the JDK's, that generated code uses. */
public final class RuntimeTypes {
    public static final ClassName COMMAND_PROTOCOL = server("CommandProtocol");
    public static final ClassName COMMAND_FACTORY = server("CommandFactory");
    public static final ClassName VERB_TABLE =
            ClassName.get("org.ropewalk.line.verbs", "VerbTable");
    public static final ClassName BATCH_SESSION =
            ClassName.get("org.ropewalk.batch", "BatchSession");
    public static final ClassName CHAINED_REPLIES =
            ClassName.get("org.ropewalk.server", "ChainedReplies");
    public static final ClassName CHAINED_COMMANDS =
            ClassName.get("org.ropewalk.filter", "ChainedCommands");
    public static final ClassName PAYLOAD_READER =
            ClassName.get("org.ropewalk.filter", "PayloadReader");
    public static final ClassName FILTER = ClassName.get("org.ropewalk.filter", "Filter");
    public static final ClassName PEER = server("Peer");
    public static final ClassName LINE_READER = line("LineReader");
    public static final ClassName LINE_WRITER = line("LineWriter");
    public static final ClassName LINE_CHECK = line("LineCheck");
    public static final ClassName LINE_FORMAT = line("LineFormat");
    public static final ClassName LINE_LIMITS = line("LineLimits");
    public static final ClassName LINE_PATTERN = line("LinePattern");
    public static final ClassName LINE_CURSOR = line("LineCursor");
    public static final ClassName TEXT_END = line("TextEnd");
    public static final ClassName ERROR_KIND = line("ErrorKind");
    public static final ClassName COMMAND_ERROR = server("CommandError");
    public static final ClassName TRAILER = line("Trailer");
    public static final ClassName PAYLOAD_END = line("PayloadEnd");
    public static final ClassName PAYLOAD_STREAM = line("PayloadStream");
    public static final ClassName FIELD_NAME = ClassName.get("org.ropewalk.block", "FieldName");
    public static final ClassName FIELD_SET = ClassName.get("org.ropewalk.block", "FieldSet");
    public static final ClassName CONTENTS = ClassName.get("org.ropewalk.block", "Contents");
    public static final ClassName BLOCK_FIELDS = ClassName.get("org.ropewalk.block", "BlockFields");
    public static final ClassName TIME_FORMAT =
            ClassName.get("org.ropewalk.line.time", "TimeFormat");
    public static final ClassName BYTES = line("Bytes");
    public static final ClassName SLICE = line("Slice");
    public static final ClassName WORDS = line("Words");
    public static final ClassName REPLIES = line("Replies");

    public static final ClassName DECLARED_COMMAND =
            ClassName.get("org.ropewalk.observe", "DeclaredCommand");
    public static final ClassName DATAGRAM_SERVER =
            ClassName.get("org.ropewalk.datagram", "DatagramServer");
    public static final ClassName PUSH_TARGET = server("PushTarget");
    public static final ClassName CAPABILITIES = line("Capabilities");
    public static final ClassName CLIENT_PROTOCOL = client("ClientProtocol");
    public static final ClassName CLIENT_COMMAND = client("ClientCommand");
    public static final ClassName REPLY_READER = client("ReplyReader");
    public static final ClassName CALL_TRAIT = client("CallSpec").nestedClass("Trait");
    public static final ClassName CLIENT_OPTIONS = client("ClientOptions");
    public static final ClassName CLIENT_STATE = client("ClientState");
    public static final ClassName COMMAND_WRITER = client("CommandWriter");

    public static final ClassName COMMAND_SENDER = client("CommandSender");
    public static final ClassName LINE_CLIENT_SERVICE =
            ClassName.get("org.ropewalk.application", "LineClientService");
    public static final ClassName CLIENT_POOL = ClassName.get("org.ropewalk.pool", "ClientPool");
    public static final ClassName POOL_OPTIONS = ClassName.get("org.ropewalk.pool", "PoolOptions");
    public static final ClassName CONNECTION = client("Connection");
    public static final ClassName CONNECTION_FACTORY = client("ConnectionFactory");
    public static final ClassName REPLY_BUILDER = client("ReplyBuilder");
    public static final ClassName BLOCKING = client("Blocking");
    public static final ClassName REACTOR = ClassName.get("org.ropewalk.reactor", "Reactor");

    public static final ClassName TERMINATOR =
            ClassName.get("org.ropewalk.annotation", "Terminator");
    public static final ClassName RUNTIME_VERSION =
            ClassName.get("org.ropewalk.annotation", "RuntimeVersion");
    public static final ClassName SEPARATOR = ClassName.get("org.ropewalk.annotation", "Separator");
    public static final ClassName RESP_FORMAT =
            ClassName.get("org.ropewalk.line.resp", "RespFormat");
    public static final ClassName RESP_ELEMENTS =
            ClassName.get("org.ropewalk.line.resp", "RespElements");
    public static final ClassName RESP_READER = ClassName.get("org.ropewalk.resp", "RespReader");
    public static final ClassName RESP_OBJECTS = ClassName.get("org.ropewalk.resp", "RespObjects");
    public static final ClassName QUOTED = ClassName.get("org.ropewalk.annotation", "Quoted");
    public static final ClassName CARRIER = ClassName.get("org.ropewalk.annotation", "Carrier");
    public static final ClassName ORDER = ClassName.get("org.ropewalk.annotation", "Order");

    private RuntimeTypes() {}

    private static ClassName line(String name) {
        return ClassName.get("org.ropewalk.line", name);
    }

    private static ClassName server(String name) {
        return ClassName.get("org.ropewalk.server", name);
    }

    private static ClassName client(String name) {
        return ClassName.get("org.ropewalk.client", name);
    }

    public static AnnotationSpec generated() {
        return AnnotationSpec.builder(ClassName.get("org.ropewalk.annotation", "Generated"))
                .addMember("value", "$S", "org.ropewalk.processor.RopewalkProcessor")
                .build();
    }
}
