package org.ropewalk.processor.model;

import com.palantir.javapoet.ClassName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.ropewalk.processor.template.Template;

/**
 * A command: a line that the peer may send, the method that it becomes, and its answer.
 *
 * @param method the method's name
 * @param receiver the interface on which a handler is called: the one that declares the method, or
 *     the state where that one is generic
 * @param documentation its Javadoc, or empty
 * @param deprecated whether the method is, and so what is generated for it
 * @param varArgs whether its last parameter takes any number of arguments
 * @param templates the lines that are read; the first is written
 * @param parameters the method's parameters, in order, payloads and flags among them
 * @param answer what it is answered with
 * @param failures the declared exceptions: further alternatives of the answer
 * @param families the declared checked exceptions that are sealed, whose parts are among the
 *     failures
 * @param errors the replies that the method declares itself
 * @param limits its bounds, if it has its own
 * @param neverReplies whether {@code @NoReply} stands on the method, always
 * @param silentWhen the parameter or supplied value that silences the method, if one is named
 * @param confirmsTagged whether success is answered only where the command has the tag
 * @param startsTls whether the connection is secured after the reply
 * @param greets whether the greeting is repeated then
 * @param blocking whether the handler may block
 * @param attempts how often it may fail, if that is bounded
 * @param junk how often in a row it is answered, if it is unproductive
 * @param secret whether its line may not be logged
 * @param last whether the peer must wait for its reply
 * @param client whether a client has it
 * @param interrupts the methods that it interrupts; none if it waits as others do
 * @param keys the parameters by which a pool of clients selects the server; one at the most
 * @param probe whether a pool of clients calls it to check a server
 */
public record CommandModel(
        String method,
        ClassName receiver,
        String documentation,
        boolean deprecated,
        boolean varArgs,
        List<Template> templates,
        List<ParameterModel> parameters,
        Answer answer,
        List<FailureModel> failures,
        List<ClassName> families,
        ErrorReplies errors,
        Optional<Limits> limits,
        boolean neverReplies,
        Optional<String> silentWhen,
        boolean confirmsTagged,
        boolean startsTls,
        boolean greets,
        boolean blocking,
        Optional<AttemptsModel> attempts,
        OptionalInt junk,
        boolean secret,
        boolean last,
        boolean client,
        List<String> interrupts,
        List<String> keys,
        boolean probe) {
    /**
     * How often a command may fail.
     *
     * @param most how often
     * @param delaySeconds how late a failure is answered
     */
    public record AttemptsModel(int most, int delaySeconds) {}

    /** Copies the lists. */
    public CommandModel {
        templates = List.copyOf(templates);
        parameters = List.copyOf(parameters);
        failures = List.copyOf(failures);
        families = List.copyOf(families);
        interrupts = List.copyOf(interrupts);
        keys = List.copyOf(keys);
    }

    /** Compares the names first: two commands seldom have the same one. */
    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof CommandModel that
                        && method.equals(that.method)
                        && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return method.hashCode();
    }

    private List<Object> parts() {
        return Arrays.asList(
                templates,
                receiver,
                documentation,
                deprecated,
                varArgs,
                parameters,
                answer,
                failures,
                families,
                errors,
                limits,
                neverReplies,
                silentWhen,
                confirmsTagged,
                startsTls,
                greets,
                blocking,
                attempts,
                junk,
                secret,
                last,
                client,
                interrupts,
                keys,
                probe);
    }

    /** Whether the result comes later than the handler returns to the loop. */
    public boolean completesLater() {
        return blocking || attempts.isPresent() || answer.asynchronous();
    }

    /** Whether it interrupts others. */
    public boolean isInterrupting() {
        return !interrupts.isEmpty();
    }

    /** The parameter that silences the answer, if there is one. */
    public Optional<ParameterModel> noReply() {
        return parameters.stream()
                .filter(p -> p.role() == ParameterModel.Role.NO_REPLY)
                .findFirst();
    }

    /** Whether one of its outcomes closes the connection. */
    public boolean closes() {
        return answer.shape().closes()
                || failures.stream().anyMatch(failure -> failure.reply().close());
    }

    /** The replies to it when it is complete: those of its answer and of its exceptions. */
    public Stream<ReplyModel> replies() {
        return Stream.concat(
                answer.shape().allReplies(), failures.stream().map(FailureModel::reply));
    }

    /** Whether one of its parameters has this name. */
    public boolean isParameter(String name) {
        return parameters.stream().anyMatch(parameter -> parameter.name().equals(name));
    }

    /** The parameter for each element of which there is one reply, if there is one. */
    public Optional<ParameterModel> repeatedBy() {
        Optional<String> per =
                answer.shape() instanceof Answer.Items items
                        ? items.reply().per()
                        : answer.shape() instanceof Answer.Listing listing
                                ? listing.reply().per()
                                : Optional.empty();
        return per.flatMap(
                name ->
                        parameters.stream()
                                .filter(parameter -> parameter.name().equals(name))
                                .findFirst());
    }
}
