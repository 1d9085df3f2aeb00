package org.ropewalk.processor.check.arrays;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ErrorKind;
import org.ropewalk.processor.model.ErrorReplies;
import org.ropewalk.processor.model.FailureModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.PushModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;
import org.ropewalk.processor.template.Template;

/** A command of RESP is one array of words, and a reply is one value. */
public final class ArrayRule {
    /** What a value that is no string begins with, as it is on the wire. */
    private static final Pattern VALUE = Pattern.compile("[$*:]-?[0-9]+|_");

    private final Declaration declaration;
    private final Reports reports;

    private ArrayRule(Declaration declaration, Reports reports) {
        this.declaration = declaration;
        this.reports = reports;
    }

    /** Reports what {@code declaration} breaks. */
    public static void check(Declaration declaration, Reports reports) {
        if (declaration.model().wire().isResp()) {
            new ArrayRule(declaration, reports).check(declaration.model());
        }
    }

    private void check(ProtocolModel protocol) {
        Place place = Place.of(declaration.element());
        if (protocol.wire().separator() == Wire.Separator.ONE_SPACE) {
            report(place, "Separator ONE_SPACE", "use SPACES");
        }
        if (protocol.envelope().isPresent() || declaration.isEnvelopeABlock()) {
            report(place, "An envelope", "remove it");
        }
        if (protocol.wire().marksContinued()) {
            report(place, "continued", "remove it");
        }
        errors(protocol.errors(), null);
        for (StateModel state : protocol.states()) {
            errors(state.errors(), declaration.place(state));
            state.commands().forEach(this::command);
        }
        protocol.pushes().ifPresent(pushes -> pushes.methods().forEach(this::push));
    }

    private void command(CommandModel command) {
        Place place = declaration.place(command);
        for (Template line : command.templates()) {
            words(line, place);
        }
        if (declaration.isEnveloped(command)) {
            report(place, "An envelope", "remove it");
        }
        payloads(command.parameters(), place);
        for (ParameterModel parameter : command.parameters()) {
            if (ValueType.words(parameter.value()) != 1) {
                report(
                        declaration.place(command, parameter),
                        "Value " + parameter.name() + " of several words",
                        parameter.value() instanceof ValueType.Several
                                ? "use a Map and write {%s ...} for pairs of words, or use a list of single words"
                                        .formatted(parameter.name())
                                : "use a parameter for each word");
            }
        }
        errors(command.errors(), place);
        shape(command.answer().shape(), command);
        for (FailureModel failure : command.failures()) {
            payloads(failure.parameters(), place);
            failure.reply().value().ifPresent(line -> error(line, declaration.place(failure)));
        }
    }

    private void shape(Answer.Shape shape, CommandModel command) {
        Place place = declaration.place(command);
        if (shape instanceof Answer.Behind) {
            report(place, "A payload", "return Bytes, which are one value");
        } else if (shape instanceof Answer.Structured structured) {
            payloads(structured.record().components(), place);
            reply(structured.reply(), known(structured.record().components(), command), place);
        } else if (shape instanceof Answer.Alternatives several) {
            several.alternatives().forEach(each -> shape(each, command));
        } else if (shape instanceof Answer.Maybe maybe) {
            shape(maybe.present(), command);
            reply(maybe.absent(), known(List.of(), command), declaration.reply(command, "absent"));
        } else if (shape instanceof Answer.Truth truth) {
            reply(truth.present(), known(List.of(), command), place);
            reply(truth.absent(), known(List.of(), command), declaration.reply(command, "absent"));
        } else if (shape instanceof Answer.Items items) {
            list(items.reply(), command);
            shape(items.item(), command);
        } else if (shape instanceof Answer.Listing listing) {
            list(listing.reply(), command);
            shape(listing.item(), command);
        } else if (shape instanceof Answer.Single single && single.reply().values().isEmpty()) {
            value(single.value(), place);
        } else if (shape instanceof Answer.Single single) {
            reply(single.reply(), known(List.of(), command), place);
        } else if (shape instanceof Answer.Fixed fixed) {
            reply(fixed.reply(), known(List.of(), command), place);
        } else if (shape instanceof Answer.Enter enter) {
            reply(enter.reply(), known(List.of(), command), place);
        }
    }

    /** A value is one string, which can hold blanks: words in it could not be told apart. */
    private void value(ValueType type, Place place) {
        if (type instanceof ValueType.Maybe maybe) {
            value(maybe.value(), place);
        } else if (type instanceof ValueType.Several several) {
            value(several.element(), place);
        } else if (type instanceof ValueType.Pairs pairs) {
            value(pairs.key(), place);
            value(pairs.value(), place);
        } else if (type instanceof ValueType.Tuple tuple) {
            tuple.record().components().forEach(part -> value(part.value(), place));
        } else if (!(type instanceof ValueType.Temporal) && ValueType.words(type) != 1) {
            report(
                    place,
                    "Value " + type.javaType() + " of several words",
                    "give it a @Format of one word");
        }
    }

    private void list(ReplyModel reply, CommandModel command) {
        if (reply.end().isPresent()) {
            report(
                    declaration.reply(command, "end"),
                    "A line after the items",
                    "remove it: an array tells its size");
        } else if (reply.per().isEmpty()) {
            boolean each = reply.each().isPresent();
            report(
                    declaration.reply(command, each ? "each" : "value"),
                    each ? "A line for each item" : "A list of lines",
                    "remove the template: a list is an array");
        }
    }

    private void push(PushModel push) {
        payloads(push.parameters(), declaration.place(push));
        if (push.reply().each().isPresent() || push.reply().end().isPresent()) {
            report(
                    declaration.place(push),
                    "A list of lines",
                    "write the list in the line: {name...}");
        }
        reply(push.reply(), known(push.parameters()), declaration.place(push));
    }

    /** What a reply can contain: the values of its result, its command and of the session. */
    private List<ParameterModel> known(List<ParameterModel> values, CommandModel command) {
        List<ParameterModel> all = new ArrayList<>(values);
        all.addAll(command.parameters());
        return known(all);
    }

    private List<ParameterModel> known(List<ParameterModel> values) {
        List<ParameterModel> all = new ArrayList<>(values);
        declaration.model().supplies().forEach(each -> all.add(each.value()));
        return all;
    }

    private void reply(ReplyModel reply, List<ParameterModel> values, Place place) {
        if (reply.isSequence()) {
            report(place, "A reply of several lines", "write one line");
            return;
        }
        for (Template line : reply.values()) {
            if (!line.isSimple() && !hasSeveralWords(line, values, place)) {
                words(line, place);
            }
        }
    }

    /** Whether a line has a value that would be several elements, which is reported. */
    private boolean hasSeveralWords(Template line, List<ParameterModel> values, Place place) {
        Optional<ParameterModel> several =
                values.stream()
                        .filter(value -> line.written().contains(value.name()))
                        .filter(value -> ValueType.words(value.value()) != 1)
                        .findFirst();
        several.ifPresent(
                value ->
                        report(
                                place,
                                "Value " + value.name() + " of several words",
                                "use a value for each word"));
        return several.isPresent();
    }

    private void words(Template line, Place place) {
        if (line.fields().isPresent()) {
            report(place, "A template of several lines", "write one line");
        } else if (line.nodes().stream().anyMatch(Node.Commentary.class::isInstance)) {
            report(place, "Commentary in an array", "begin the template with + or -");
        } else if (VALUE.matcher(line.source()).matches()) {
            report(
                    place,
                    "Template \"" + line.source() + "\"",
                    "return the value, without a template: an empty Optional is written as null");
        } else if (Segment.of(line).stream().anyMatch(Segment.Linear.class::isInstance)) {
            report(
                    place,
                    "Template \"" + line.source() + "\"",
                    "put a blank around each group and each list, and text last");
        }
    }

    private void payloads(List<ParameterModel> values, Place place) {
        for (ParameterModel value : values) {
            if (value.payload().isPresent()) {
                report(
                        place,
                        "Payload " + value.name(),
                        "remove @Payload: a word can contain any bytes");
            }
        }
    }

    private void errors(ErrorReplies errors, Place place) {
        for (ErrorKind kind : ErrorKind.values()) {
            Optional<Template> line =
                    errors.declared(kind).flatMap(declared -> declared.reply().value());
            line.ifPresent(found -> error(found, place == null ? declaration.error(kind) : place));
        }
    }

    private void error(Template line, Place place) {
        if (!line.isSimple()) {
            report(place, "Error \"" + line.source() + "\"", "begin it with -");
        }
    }

    private void report(Place place, String what, String remedy) {
        reports.add(Diagnostic.NOT_IN_ARRAYS, place, what, remedy);
    }
}
