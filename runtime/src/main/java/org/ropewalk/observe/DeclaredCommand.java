package org.ropewalk.observe;

import org.ropewalk.annotation.ForGeneratedCode;

/**
 * A command of a declaration, for generated protocols.
 *
 * @param name the name of its method
 * @param usage its syntax, for error replies
 */
@ForGeneratedCode
public record DeclaredCommand(String name, String usage) {
    /**
     * A command. Generated code calls this method, because a call takes less code than a
     * constructor.
     */
    public static DeclaredCommand of(String name, String usage) {
        return new DeclaredCommand(name, usage);
    }
}
