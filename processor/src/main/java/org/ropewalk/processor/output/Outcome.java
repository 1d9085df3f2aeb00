package org.ropewalk.processor.output;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.FailureModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.ValueType;

/**
 * One way in which a command may end.
 *
 * @param when the case: {@code done}, {@code absent}, {@code true}, {@code false}, or the name of a
 *     constant, record or exception
 * @param failure whether it is a declared exception
 * @param reply its lines
 * @param values what stands in them; the result itself has the name {@code result}
 * @param items what each line between the first and the last may be; none where there are none
 * @param next the state to which it leads, if it leads to one
 */
record Outcome(
        String when,
        boolean failure,
        ReplyModel reply,
        List<ParameterModel> values,
        List<Outcome> items,
        Optional<ClassName> next) {
    private static final String RESULT = "result";
    private static final String DONE = "done";

    /** Copies the lists. */
    Outcome {
        values = List.copyOf(values);
        items = List.copyOf(items);
    }

    /** All outcomes of a command: those of its result, then its declared exceptions. */
    static List<Outcome> of(CommandModel command) {
        List<Outcome> outcomes = new ArrayList<>();
        command.answer().opening().ifPresent(line -> outcomes.add(plain("opening", line)));
        outcomes.addAll(of(DONE, command.answer().shape()));
        for (FailureModel failure : command.failures()) {
            outcomes.add(
                    new Outcome(
                            failure.type().simpleName(),
                            true,
                            failure.reply(),
                            failure.parameters(),
                            List.of(),
                            state(failure.parameters())));
        }
        return outcomes;
    }

    private static List<Outcome> of(String when, Answer.Shape shape) {
        if (shape instanceof Answer.Fixed fixed) {
            return List.of(plain(when, fixed.reply()));
        }
        if (shape instanceof Answer.Enter enter) {
            return List.of(
                    new Outcome(
                            when,
                            false,
                            enter.reply(),
                            List.of(),
                            List.of(),
                            Optional.of(enter.state())));
        }
        if (shape instanceof Answer.Behind behind) {
            return List.of(
                    result(
                            when,
                            behind.reply(),
                            behind.value(),
                            ParameterModel.Role.PAYLOAD,
                            Optional.of(behind.payload())));
        }
        if (shape instanceof Answer.Single single) {
            return List.of(
                    result(
                            when,
                            single.reply(),
                            single.value(),
                            ParameterModel.Role.VALUE,
                            Optional.empty()));
        }
        if (shape instanceof Answer.Structured structured) {
            List<ParameterModel> components = structured.record().components();
            return List.of(listed(when, structured.reply(), components, List.of()));
        }
        return ofSeveral(when, shape);
    }

    private static List<Outcome> ofSeveral(String when, Answer.Shape shape) {
        List<Outcome> outcomes = new ArrayList<>();
        if (shape instanceof Answer.Constants constants) {
            List<ValueType.Enumeration.Constant> names = constants.type().constants();
            for (int i = 0; i < names.size(); i++) {
                outcomes.add(plain(names.get(i).name(), constants.replies().get(i)));
            }
        } else if (shape instanceof Answer.Alternatives several) {
            for (Answer.Structured each : several.alternatives()) {
                outcomes.addAll(of(each.record().type().simpleName(), each));
            }
        } else if (shape instanceof Answer.Maybe maybe) {
            outcomes.addAll(of(when, maybe.present()));
            outcomes.add(plain("absent", maybe.absent()));
        } else if (shape instanceof Answer.Truth truth) {
            outcomes.add(plain("true", truth.present()));
            outcomes.add(plain("false", truth.absent()));
        } else if (shape instanceof Answer.Listing listing) {
            outcomes.add(
                    listed(
                            when,
                            listing.reply(),
                            listing.record().components(),
                            of("item", listing.item())));
        } else if (shape instanceof Answer.Items items) {
            outcomes.add(listed(when, items.reply(), List.of(), of("item", items.item())));
        }
        return outcomes;
    }

    private static Outcome plain(String when, ReplyModel reply) {
        return listed(when, reply, List.of(), List.of());
    }

    private static Outcome listed(
            String when, ReplyModel reply, List<ParameterModel> values, List<Outcome> items) {
        return new Outcome(when, false, reply, values, items, state(values));
    }

    private static Outcome result(
            String when,
            ReplyModel reply,
            ValueType value,
            ParameterModel.Role role,
            Optional<PayloadModel> payload) {
        ParameterModel result =
                new ParameterModel(RESULT, value.javaType(), value, role, payload, RESULT);
        return listed(when, reply, List.of(result), List.of());
    }

    private static Optional<ClassName> state(List<ParameterModel> values) {
        for (ParameterModel value : values) {
            if (value.value() instanceof ValueType.StateRef state) {
                return Optional.of(state.javaType());
            }
        }
        return Optional.empty();
    }

    /** Whether nothing is written. */
    boolean isSilent() {
        return reply.lines().findAny().isEmpty() && items.isEmpty();
    }

    /** The payload behind its line, if it has one. */
    Optional<ParameterModel> payload() {
        for (ParameterModel value : values) {
            if (value.role() == ParameterModel.Role.PAYLOAD) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /** Whether the connection is closed behind it. */
    boolean closes() {
        return reply.close()
                || payload()
                        .flatMap(ParameterModel::payload)
                        .filter(PayloadModel::endsConnection)
                        .isPresent();
    }
}
