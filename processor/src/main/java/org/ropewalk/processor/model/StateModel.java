package org.ropewalk.processor.model;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A state: the commands that are legal in it.
 *
 * @param type the interface that declares it, and that its handler implements
 * @param documentation its Javadoc, or empty
 * @param commands what it declares and inherits, in the order of declaration
 * @param errors the replies that it declares itself; what it leaves out is the protocol's
 * @param limits its bounds, if they differ from the protocol's
 * @param line bytes of a line of those commands that do not say more
 * @param once whether it is left after one line or payload
 * @param bare whether its lines have no envelope; replies repeat the values of the command before
 * @param greeting what is called and written when a connection begins in it, if anything is
 * @param farewell the method that is called when the connection ends in it, if any
 * @param onError where an error leads, if it leads anywhere
 * @param errorMethods the methods that are told of errors
 * @param supplies its values for templates
 * @param prompt what is written where a command of it is awaited, if anything is
 * @param batch whose commands it keeps, if it does
 * @param advertised its own lines of the capability list, and those of its commands
 */
public record StateModel(
        ClassName type,
        String documentation,
        List<CommandModel> commands,
        ErrorReplies errors,
        Optional<Limits> limits,
        int line,
        boolean once,
        boolean bare,
        Optional<CommandModel> greeting,
        Optional<FarewellModel> farewell,
        Optional<OnErrorModel> onError,
        List<ErrorMethodModel> errorMethods,
        List<SupplyModel> supplies,
        Optional<String> prompt,
        Optional<BatchModel> batch,
        List<AdvertisedModel> advertised) {
    /**
     * What a state keeps.
     *
     * @param of the state whose commands are kept
     * @param kept the line that answers one, if there is one
     * @param each the line that replaces the last of a reply, if one does
     */
    public record BatchModel(ClassName of, Optional<String> kept, Optional<String> each) {}

    /**
     * A method that is called at the end.
     *
     * @param takesReason whether it is told why
     */
    public record FarewellModel(ClassName receiver, String method, boolean takesReason) {}

    /** A method that says which state follows an error. */
    public record OnErrorModel(ClassName receiver, String method, ClassName state) {}

    /**
     * A method that is told of errors.
     *
     * @param commands the commands of whose payloads it is told; none if it is told of every line
     * @param parameters what it takes behind the kind of the error: parameters of the commands, or
     *     the line
     */
    public record ErrorMethodModel(
            ClassName receiver,
            String method,
            List<CommandModel> commands,
            List<ParameterModel> parameters) {
        /** Copies the lists. */
        public ErrorMethodModel {
            commands = List.copyOf(commands);
            parameters = List.copyOf(parameters);
        }
    }

    /** Copies the lists. */
    public StateModel {
        commands = List.copyOf(commands);
        errorMethods = List.copyOf(errorMethods);
        supplies = List.copyOf(supplies);
        advertised = List.copyOf(advertised);
    }

    /** This, with the commands that clients have. */
    StateModel forClients() {
        return with(commands.stream().filter(CommandModel::client).toList(), supplies);
    }

    /** This, with one more value for templates. */
    public StateModel with(SupplyModel supply) {
        List<SupplyModel> all = new ArrayList<>(supplies);
        all.add(supply);
        return with(commands, all);
    }

    private StateModel with(List<CommandModel> others, List<SupplyModel> values) {
        return new StateModel(
                type,
                documentation,
                others,
                errors,
                limits,
                line,
                once,
                bare,
                greeting,
                farewell,
                onError,
                errorMethods,
                values,
                prompt,
                batch,
                advertised);
    }

    /** Whether {@code command} is legal in it, or its greeting. */
    public boolean knows(CommandModel command) {
        return commands.contains(command) || greeting.filter(command::equals).isPresent();
    }

    /** Whether commands that guesses may be made at lead from {@code state} to another. */
    public static boolean isLogIn(ClassName state, List<CommandModel> commands) {
        Set<ClassName> next = new LinkedHashSet<>();
        commands.stream()
                .filter(command -> command.attempts().isPresent())
                .forEach(command -> collect(command, next));
        return next.stream().anyMatch(other -> !other.equals(state));
    }

    /** The states that the outcomes of its commands lead to. */
    public Set<ClassName> next() {
        Set<ClassName> next = new LinkedHashSet<>();
        commands.forEach(command -> collect(command, next));
        greeting.ifPresent(command -> collect(command, next));
        onError.ifPresent(error -> next.add(error.state()));
        return next;
    }

    /** The states that the outcomes of a command lead to. */
    public static Set<ClassName> next(CommandModel command) {
        Set<ClassName> next = new LinkedHashSet<>();
        collect(command, next);
        return next;
    }

    private static void collect(CommandModel command, Set<ClassName> next) {
        collect(command.answer().shape(), next);
        command.failures().forEach(failure -> collect(failure.parameters(), next));
    }

    private static void collect(Answer.Shape shape, Set<ClassName> next) {
        if (shape instanceof Answer.Enter enter) {
            next.add(enter.state());
        } else if (shape instanceof Answer.Structured structured) {
            collect(structured.record().components(), next);
        } else if (shape instanceof Answer.Listing listing) {
            collect(listing.record().components(), next);
        } else if (shape instanceof Answer.Alternatives alternatives) {
            alternatives.alternatives().forEach(alternative -> collect(alternative, next));
        } else if (shape instanceof Answer.Maybe maybe) {
            collect(maybe.present(), next);
        }
    }

    /** The states among values. */
    public static void collect(List<ParameterModel> components, Set<ClassName> next) {
        for (ParameterModel component : components) {
            if (component.value() instanceof ValueType.StateRef state) {
                next.add(state.javaType());
            }
        }
    }

    /** Whether its commands have no envelope: a payload without a line has none. */
    public boolean hasBareCommands() {
        return bare || barePayload().isPresent();
    }

    /** Its one command, if that takes a payload without a line. */
    public Optional<CommandModel> barePayload() {
        return commands.stream()
                .filter(command -> command.templates().get(0).isEmpty())
                .findFirst();
    }
}
