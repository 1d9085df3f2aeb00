package org.ropewalk.processor.model.lines;

import java.util.List;
import org.ropewalk.processor.model.BlockModel;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.StateModel.BatchModel;

/** Which commands a state with {@code @Batch} keeps. */
public final class BatchRoles {
    private BatchRoles() {}

    /** The commands of the other state that are not run in a batch. */
    public static List<CommandModel> others(ProtocolModel protocol, BatchModel batch) {
        return protocol.states().stream()
                .filter(state -> state.type().equals(batch.of()))
                .flatMap(state -> state.commands().stream())
                .filter(command -> isOther(protocol, command))
                .toList();
    }

    private static boolean isOther(ProtocolModel protocol, CommandModel command) {
        return command.isInterrupting()
                || protocol.isInterruptible(command)
                || command.startsTls()
                || leads(protocol, command)
                || hasOtherPayload(command);
    }

    /** Whether a command has another payload than one of counted bytes within the common limits. */
    private static boolean hasOtherPayload(CommandModel command) {
        List<ParameterModel> payloads =
                command.parameters().stream()
                        .filter(parameter -> parameter.role() == ParameterModel.Role.PAYLOAD)
                        .toList();
        return !payloads.isEmpty()
                && (payloads.size() > 1
                        || payloads.get(0).isStream()
                        || command.limits().isPresent()
                        || command.templates().stream().anyMatch(BlockModel::ends)
                        || !payloads.get(0).payload().filter(PayloadModel::isCounted).isPresent());
    }

    /** Whether a command may lead to a state that keeps commands. */
    public static boolean leads(ProtocolModel protocol, CommandModel command) {
        return StateModel.next(command).stream()
                .anyMatch(
                        next ->
                                protocol.states().stream()
                                        .anyMatch(
                                                state ->
                                                        state.type().equals(next)
                                                                && state.batch().isPresent()));
    }
}
