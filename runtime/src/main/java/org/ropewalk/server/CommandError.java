package org.ropewalk.server;

import org.ropewalk.annotation.ForGeneratedCode;

/**
 * What is wrong, as the templates of error replies may name it. Valid until the reply is written.
 */
@ForGeneratedCode
public final class CommandError {
    /** No particular command. */
    static final int NO_COMMAND = -1;

    private String verb = "";
    private String usage = "";
    private String message = "";
    private String incident = "";
    private int command;

    CommandError() {}

    CommandError about(
            int ofCommand,
            String withVerb,
            String withUsage,
            String withMessage,
            String withIncident) {
        command = ofCommand;
        verb = withVerb;
        usage = withUsage;
        message = withMessage;
        incident = withIncident;
        return this;
    }

    /** The command, as the generated protocol counts them, or -1. */
    public int command() {
        return command;
    }

    /** {@code {verb}}: the first word of the line, escaped. */
    public String verb() {
        return verb;
    }

    /** {@code {usage}}: how the command is written. */
    public String usage() {
        return usage;
    }

    /** {@code {message}}: what is wrong, in words. */
    public String message() {
        return message;
    }

    /** {@code {incident}}: what to look for in the log. */
    public String incident() {
        return incident;
    }
}
