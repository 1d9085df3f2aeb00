package org.ropewalk.processor.check.placement;

import java.util.List;

/** What an element of a declaration is, and which annotations have an effect on it. */
enum Site {
    PROTOCOL("a protocol", "Advertise Blocking Chain Envelope Errors Fields Limits NoReply Quoted"),
    PROTOCOL_STATE(
            "a protocol",
            "Advertise Blocking Chain Envelope Errors Fields Limits NoReply Once Prompt"
                    + " Quoted"),
    STATE("a state", "Advertise Batch Blocking Envelope Errors Limits NoReply Once Prompt"),
    FRAGMENT("an interface that is not a state", "Advertise Blocking"),
    PUSHES("a push interface", "Envelope Push"),
    PUSH_FRAGMENT("an interface that a push interface inherits from", ""),
    RECORD("a record", "Fields Format"),
    REPLY_RECORD("a record", "Fields Format Quoted Reply"),
    CLASS("a class", ""),
    REPLY_CLASS("a class with a reply", "Quoted Reply"),
    ENUM("an enum", ""),
    OTHER_TYPE("neither a protocol nor a state", ""),

    COMMAND(
            "a command",
            "Advertise Attempts Blocking Envelope Errors Fields Format Junk Limits NoReply Payload"
                    + " Probe Quoted Reply StartTls "
                    + Roles.NAMES),
    GREETING("a greeting", "Blocking Envelope Format NoReply Payload Quoted Reply " + Roles.NAMES),
    FAREWELL("called when a connection is closed", Roles.NAMES),
    ERROR_METHOD("called for errors", Roles.NAMES),
    SUPPLY("a method that supplies a value", "Format " + Roles.NAMES),
    PUSH("a push message", "Envelope Quoted Reply"),
    METHOD("neither a command nor a push message", ""),

    COMMAND_PARAMETER(
            "a parameter of a command", "Fields Format Key Limits Name NoReply Payload Secret"),
    HANDLE_PARAMETER("not a value of the command", "Name"),
    PUSH_PARAMETER("a parameter of a push message", "Fields Format Name Payload"),
    REPLY_PARAMETER("a parameter of a constructor", "Fields Format Name Payload"),
    COMPONENT("a component of a record", "Fields Format Payload"),
    ERROR_PARAMETER("a parameter of a method for errors", "Name"),
    PARAMETER("not a parameter of a command", ""),

    CONSTANT("a constant of an enum", "Format Reply"),
    FIELD("a field", "");

    /** What a method of a state is; that it has one role is checked elsewhere. */
    private static final class Roles {
        static final String NAMES = "Command OnConnect OnDisconnect OnError Supplies";
    }

    private final String description;
    private final List<String> effective;

    Site(String description, String effective) {
        this.description = description;
        this.effective = List.of(effective.split(" "));
    }

    /** What it is, for messages. */
    String description() {
        return description;
    }

    boolean takes(String annotation) {
        return effective.contains(annotation);
    }
}
