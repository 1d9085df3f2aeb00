package org.ropewalk.server;

import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.observe.DeclaredCommand;

/**
 * What is wrong, as the templates of error replies may name it. Valid until the reply is written.
 */
@ForGeneratedCode
public final class CommandError {
    private String verb = "";
    private String message = "";
    private String incident = "";
    private @Nullable DeclaredCommand command;

    CommandError() {}

    /** About {@code ofCommand}; null for no particular command. */
    CommandError about(
            @Nullable DeclaredCommand ofCommand,
            String withVerb,
            String withMessage,
            String withIncident) {
        command = ofCommand;
        verb = withVerb;
        message = withMessage;
        incident = withIncident;
        return this;
    }

    /** The command; null if it is no particular one. */
    public @Nullable DeclaredCommand command() {
        return command;
    }

    /** {@code {verb}}: the first word of the line, escaped. */
    public String verb() {
        return verb;
    }

    /** {@code {usage}}: how the command is written. */
    public String usage() {
        return command == null ? "" : command.usage();
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
