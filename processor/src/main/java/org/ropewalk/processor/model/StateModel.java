package org.ropewalk.processor.model;

import com.palantir.javapoet.ClassName;
import java.util.List;

/**
 * A state: the commands that are legal in it.
 *
 * @param type the interface that declares it, and that its handler implements
 * @param documentation its Javadoc, or empty
 * @param commands what it declares and inherits, in the order of declaration
 * @param errors the replies that it declares itself; what it leaves out is the protocol's
 * @param limits its bounds, the protocol's where it sets none
 */
public record StateModel(
        ClassName type,
        String documentation,
        List<CommandModel> commands,
        ErrorReplies errors,
        Limits limits) {
    /** Copies the list. */
    public StateModel {
        commands = List.copyOf(commands);
    }
}
