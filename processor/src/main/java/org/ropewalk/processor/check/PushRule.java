package org.ropewalk.processor.check;

import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.PushModel;
import org.ropewalk.processor.model.PushesModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.SupplyModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.lines.Choices;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Template;

/** The lines of a push message hold all of its parameters. */
final class PushRule {
    private PushRule() {}

    static void check(Declaration declaration, PushModel push, Reports reports) {
        Place place = declaration.place(push);
        ReplyModel reply = push.reply();
        boolean several = reply.each().isPresent();
        if (several ? reply.end().isEmpty() || push.spread().isEmpty() : reply.value().isEmpty()) {
            if (!reports.hasErrors()) { // A line that cannot be read is missing here.
                incomplete(push, place, reports);
            }
            return;
        }
        if (hasFlags(push, place, reports)) {
            return;
        }
        members(reply, place, reports);
        List<ParameterModel> known =
                new ArrayList<>(
                        push.parameters().stream()
                                .filter(parameter -> parameter.role() == Role.VALUE)
                                .toList());
        ProtocolModel protocol = declaration.model();
        protocol.supplies().stream().map(SupplyModel::value).forEach(known::add);
        Set<String> written = new HashSet<>();
        boolean unbound = false;
        for (Optional<Template> line : List.of(reply.value(), reply.each(), reply.end())) {
            if (line.isPresent()) {
                unbound |= line(line.get(), push, known, place, reports);
                written.addAll(line.get().written());
            }
        }
        PayloadRule.goesOn(
                push.parameters(), "in a push message", "return it from a command", place, reports);
        spread(push, place, reports);
        if (!several) {
            PayloadRule.check(reply.value().orElseThrow(), push.parameters(), place, reports);
        }
        ofObjects(push, place, reports);
        ofAnother(protocol.pushes().orElseThrow(), push, place, reports);
        Choices choices = new Choices(protocol.wire());
        if (!unbound) {
            push.parameters()
                    .forEach(each -> parameter(push, each, written, place, choices, reports));
        }
        kept(push, place, reports);
    }

    /** Checks a line; whether it has a placeholder that is not a parameter. */
    private static boolean line(
            Template line,
            PushModel push,
            List<ParameterModel> known,
            Place place,
            Reports reports) {
        ShapeRule.named(line, true, place, reports);
        PayloadRule.lengths(line, push.parameters(), place, reports);
        ShapeRule.withoutResult(
                line, place, push.method(), "none", "use the name of a parameter", reports);
        return BindingRule.placeholders(line.nodes(), false, known, place, "parameter", reports);
    }

    /** Reports which line is missing, or that the lines of a list do not name it. */
    private static void incomplete(PushModel push, Place place, Reports reports) {
        String why = "its @Reply has no line";
        String remedy = "write one in value, or write each and end for a list";
        if (push.reply().each().isPresent() && push.spread().isEmpty()) {
            String list =
                    push.parameters().stream()
                            .filter(each -> each.value() instanceof ValueType.Several)
                            .map(ParameterModel::name)
                            .findFirst()
                            .orElse("");
            why = "each does not contain a list";
            remedy =
                    list.isEmpty()
                            ? "write a List parameter as {name...} in it"
                            : "write {" + list + "...} in it";
        } else if (push.reply().each().isPresent()) {
            why = "its list has no last line";
            remedy = "add end to its @Reply";
        }
        reports.add(Diagnostic.NOT_A_PUSH, place, push.method(), why, remedy);
    }

    /** Whether it has booleans, which are reported: the lines of push messages have no flags. */
    private static boolean hasFlags(PushModel push, Place place, Reports reports) {
        boolean found = false;
        for (ParameterModel parameter : push.parameters()) {
            if (parameter.value() instanceof ValueType.Truth) {
                found = true;
                reports.add(
                        Diagnostic.UNSUPPORTED_TYPE,
                        place,
                        "boolean",
                        parameter.name(),
                        "use an enum");
            }
        }
        return found;
    }

    /** A message is sent as it is, whenever the server wants. */
    private static void members(ReplyModel reply, Place place, Reports reports) {
        if (reply.absent().isPresent()) {
            withoutEffect("absent", place, reports);
        }
        if (reply.per().isPresent()) {
            withoutEffect("per", place, reports);
        }
    }

    private static void withoutEffect(String member, Place place, Reports reports) {
        reports.add(
                Diagnostic.NO_EFFECT, place, member, "a push message has no result", "remove it");
    }

    private static void spread(PushModel push, Place place, Reports reports) {
        push.spread()
                .filter(
                        list ->
                                ((ValueType.Several) list.value()).kind()
                                        != ValueType.Plurality.LIST)
                .ifPresent(
                        list ->
                                reports.add(
                                        Diagnostic.UNSUPPORTED_TYPE,
                                        place,
                                        list.javaType(),
                                        list.name(),
                                        "use a List"));
    }

    /** What sends pushes, and what receives them, has the methods of every object. */
    private static void ofObjects(PushModel push, Place place, Reports reports) {
        if (ClientMethodRule.isOfObjects(push.method(), push.parameters())) {
            reports.add(
                    Diagnostic.SAME_METHOD,
                    place,
                    push.method(),
                    "Object." + push.method(),
                    ClientMethodRule.signature(push.method(), push.parameters()));
        }
    }

    /** One method sends, and one reads, what two interfaces declare alike. */
    private static void ofAnother(
            PushesModel pushes, PushModel push, Place place, Reports reports) {
        pushes.methods().stream()
                .takeWhile(earlier -> earlier != push)
                .filter(earlier -> !earlier.type().equals(push.type()))
                .filter(earlier -> earlier.method().equals(push.method()))
                .filter(earlier -> types(earlier).equals(types(push)))
                .findFirst()
                .ifPresent(
                        earlier ->
                                reports.add(
                                        Diagnostic.SAME_METHOD,
                                        place,
                                        push.type().simpleName() + "." + push.method(),
                                        earlier.type().simpleName() + "." + earlier.method(),
                                        ClientMethodRule.signature(
                                                push.method(), push.parameters())));
    }

    private static List<TypeName> types(PushModel push) {
        return push.parameters().stream().map(each -> erased(each.javaType())).toList();
    }

    private static TypeName erased(TypeName type) {
        return type instanceof ParameterizedTypeName generic ? generic.rawType() : type;
    }

    /** The values of a list stand together in one of its lines. */
    private static void kept(PushModel push, Place place, Reports reports) {
        if (push.spread().isPresent()
                && !push.endsWithAll()
                && push.keeper().isEmpty()
                && !reports.hasErrors()) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    place,
                    "A list with its values in different lines",
                    "write all of them in one of end, value and each");
        }
    }

    private static void parameter(
            PushModel push,
            ParameterModel parameter,
            Set<String> written,
            Place place,
            Choices choices,
            Reports reports) {
        boolean bound = parameter.role() != Role.VALUE || written.contains(parameter.name());
        if (!bound) {
            ReplyModel reply = push.reply();
            reports.add(
                    Diagnostic.UNUSED_PARAMETER,
                    place,
                    parameter.name(),
                    reply.value().or(reply::end).map(Template::source).orElse(""),
                    "{" + parameter.name() + "}");
        } else if (parameter.role() == Role.VALUE) {
            ValueRule.check(parameter.value(), parameter.name(), place, choices, reports);
        }
    }
}
