package org.ropewalk.processor.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;

/** The names of the runtime's types, and of the JDK's, that generated code uses. */
final class Runtime {
    static final ClassName COMMAND_PROTOCOL = server("CommandProtocol");
    static final ClassName COMMAND_FACTORY = server("CommandFactory");
    static final ClassName PEER = server("Peer");
    static final ClassName LINE_READER = line("LineReader");
    static final ClassName LINE_WRITER = line("LineWriter");
    static final ClassName LINE_FORMAT = line("LineFormat");
    static final ClassName LINE_LIMITS = line("LineLimits");
    static final ClassName LINE_PATTERN = line("LinePattern");
    static final ClassName ERROR_KIND = line("ErrorKind");
    static final ClassName COMMAND_ERROR = server("CommandError");
    static final ClassName TRAILER = line("Trailer");
    static final ClassName PAYLOAD_END = line("PayloadEnd");
    static final ClassName PAYLOAD_STREAM = line("PayloadStream");
    static final ClassName BYTES = line("Bytes");
    static final ClassName SLICE = line("Slice");
    static final ClassName WORDS = line("Words");
    static final ClassName REPLIES = line("Replies");

    static final ClassName PUSH_TARGET = server("PushTarget");
    static final ClassName CAPABILITIES = line("Capabilities");
    static final ClassName CLIENT_PROTOCOL = client("ClientProtocol");
    static final ClassName CALL_SPEC = client("CallSpec");
    static final ClassName CALL_TRAIT = client("CallSpec").nestedClass("Trait");
    static final ClassName CLIENT_OPTIONS = client("ClientOptions");
    static final ClassName CLIENT_STATE = client("ClientState");
    static final ClassName COMMAND_WRITER = client("CommandWriter");
    static final ClassName REPLY_READER = client("ReplyReader");

    static final ClassName COMMAND_SENDER = client("CommandSender");
    static final ClassName LINE_CLIENT_SERVICE =
            ClassName.get("org.ropewalk.application", "LineClientService");
    static final ClassName CONNECTION = client("Connection");
    static final ClassName REPLY_BUILDER = client("ReplyBuilder");
    static final ClassName BLOCKING = client("Blocking");
    static final ClassName REACTOR = ClassName.get("org.ropewalk.reactor", "Reactor");

    static final ClassName TERMINATOR = ClassName.get("org.ropewalk.annotation", "Terminator");
    static final ClassName SEPARATOR = ClassName.get("org.ropewalk.annotation", "Separator");
    static final ClassName CARRIER = ClassName.get("org.ropewalk.annotation", "Carrier");
    static final ClassName ORDER = ClassName.get("org.ropewalk.annotation", "Order");

    private Runtime() {}

    private static ClassName line(String name) {
        return ClassName.get("org.ropewalk.line", name);
    }

    private static ClassName server(String name) {
        return ClassName.get("org.ropewalk.server", name);
    }

    private static ClassName client(String name) {
        return ClassName.get("org.ropewalk.client", name);
    }

    static AnnotationSpec generated() {
        return AnnotationSpec.builder(ClassName.get("org.ropewalk.annotation", "Generated"))
                .addMember("value", "$S", "org.ropewalk.processor.RopewalkProcessor")
                .build();
    }
}
