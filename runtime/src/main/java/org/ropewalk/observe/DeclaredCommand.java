package org.ropewalk.observe;

import org.ropewalk.annotation.ForGeneratedCode;

/**
 * A command of a declaration, as generated protocols name it.
 *
 * @param name the name of its method
 * @param usage how it is written, for error replies
 */
@ForGeneratedCode
public record DeclaredCommand(String name, String usage) {}
