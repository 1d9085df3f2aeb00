package org.ropewalk.processor.model;

import com.palantir.javapoet.ClassName;
import java.util.List;
import java.util.Optional;

/**
 * A state: the commands that are legal in it.
 *
 * @param type the interface that declares it, and that its handler implements
 * @param documentation its Javadoc, or empty
 * @param commands what it declares and inherits, in the order of declaration
 * @param errors the replies that it declares itself; what it leaves out is the protocol's
 * @param limits its bounds, the protocol's where it sets none
 * @param once whether it is left after one line or payload
 * @param greeting what is called and written when a connection begins in it, if anything is
 * @param farewell the method that is called when the connection ends in it, if any
 * @param onError where an error leads, if it leads anywhere
 */
public record StateModel(
        ClassName type,
        String documentation,
        List<CommandModel> commands,
        ErrorReplies errors,
        Limits limits,
        boolean once,
        Optional<CommandModel> greeting,
        Optional<FarewellModel> farewell,
        Optional<OnErrorModel> onError) {
    /** A method that is called at the end. */
    public record FarewellModel(ClassName receiver, String method) {}

    /** A method that says which state follows an error. */
    public record OnErrorModel(ClassName receiver, String method, ClassName state) {}

    /** Copies the list. */
    public StateModel {
        commands = List.copyOf(commands);
    }

    /** Whether its one command takes a payload without a line. */
    public boolean takesBarePayload() {
        return commands.stream().anyMatch(command -> command.templates().get(0).isEmpty());
    }
}
