package org.ropewalk.processor.check.placement;

import java.util.Map;

/** Where each annotation has an effect. */
final class Homes {
    private static final String METHOD_OF_STATE = "a method of a state";
    private static final String COMMAND = "a method with @Command";

    private static final Map<String, String> HOMES =
            Map.ofEntries(
                    Map.entry("Advertise", "a state or a method with @Command"),
                    Map.entry("Attempts", COMMAND),
                    Map.entry("Batch", "a state"),
                    Map.entry("Blocking", COMMAND),
                    Map.entry("Chain", "the protocol"),
                    Map.entry("Command", METHOD_OF_STATE),
                    Map.entry("Envelope", "the protocol"),
                    Map.entry("Errors", "the protocol, a state or a method with @Command"),
                    Map.entry("Fields", "the protocol, or a payload with fields"),
                    Map.entry("Format", "a record, a constant, or a date or time"),
                    Map.entry("Junk", COMMAND),
                    Map.entry("Key", "a parameter of a command"),
                    Map.entry("Limits", "the protocol, a state or a method with @Command"),
                    Map.entry("Name", "a parameter of a command"),
                    Map.entry("NoReply", COMMAND),
                    Map.entry("OnConnect", METHOD_OF_STATE),
                    Map.entry("OnDisconnect", METHOD_OF_STATE),
                    Map.entry("OnError", METHOD_OF_STATE),
                    Map.entry("Once", "a state"),
                    Map.entry("Payload", "a parameter of a command, or a component of its result"),
                    Map.entry("Probe", COMMAND),
                    Map.entry("Prompt", "a state"),
                    Map.entry("Push", "an interface that is nested in the protocol"),
                    Map.entry("Quoted", "the protocol"),
                    Map.entry("Reply", "a command, or the record, constant or exception"),
                    Map.entry("Secret", "the parameter of the command"),
                    Map.entry("StartTls", COMMAND),
                    Map.entry("Supplies", METHOD_OF_STATE));

    private Homes() {}

    /** Whether an annotation is one that stands in declarations. */
    static boolean isKnown(String annotation) {
        return HOMES.containsKey(annotation);
    }

    /** What to do with an annotation that stands elsewhere. */
    static String remedy(String annotation) {
        return "move it to " + HOMES.get(annotation) + ", or remove it";
    }
}
