package org.ropewalk.observe;

import org.ropewalk.annotation.ForGeneratedCode;

/**
 * A command of a declaration, as generated protocols name it.
 *
 * @param name the name of its method
 * @param usage how it is written, for error replies
 */
@ForGeneratedCode
public record DeclaredCommand(String name, String usage) {
    /** A command; a call takes less code than a constructor, of which protocols have thousands. */
    public static DeclaredCommand of(String name, String usage) {
        return new DeclaredCommand(name, usage);
    }
}
