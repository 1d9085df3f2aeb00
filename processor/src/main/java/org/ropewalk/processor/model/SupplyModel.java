package org.ropewalk.processor.model;

import com.palantir.javapoet.ClassName;

/**
 * A value of the session for templates.
 *
 * @param value its name and what it is on the wire
 * @param receiver the interface on which it is asked for
 */
public record SupplyModel(ParameterModel value, ClassName receiver) {
    /** What tells the place of a command in a batch, and no handler. */
    public static final ClassName BATCH = ClassName.get("org.ropewalk.server", "KeptCommands");

    /** Its name in templates, and the method that gives it. */
    public String name() {
        return value.name();
    }
}
