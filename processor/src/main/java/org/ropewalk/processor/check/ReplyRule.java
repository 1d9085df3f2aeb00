package org.ropewalk.processor.check;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.SupplyModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/** Every outcome has its line, every line its values, every list its end. */
final class ReplyRule implements Rule {
    @Override
    public void check(Declaration declaration, CommandModel command, Reports reports) {
        Check check = new Check(declaration, command, reports);
        check.silence();
        command.answer().opening().ifPresent(check::fixed);
        check.shape(command.answer().shape());
    }

    /** Adds what templates of a command's replies may name beside its own values. */
    static void supplied(ProtocolModel protocol, CommandModel command, List<ParameterModel> known) {
        Stream.concat(
                        protocol.supplies(command).stream().map(SupplyModel::value),
                        protocol.envelopeValues().stream())
                .filter(value -> known.stream().noneMatch(near -> near.name().equals(value.name())))
                .forEach(known::add);
    }

    /** The check of one command. */
    private record Check(Declaration declaration, CommandModel command, Reports reports) {

        /** A command that is never answered has neither a result nor a line. */
        void silence() {
            boolean enters =
                    !command.client()
                            && command.answer().shape() instanceof Answer.Enter enter
                            && enter.reply().value().isEmpty();
            if (!command.neverReplies() || enters) {
                return;
            }
            Answer.Shape shape = command.answer().shape();
            if (shape.entersSilently()) {
                return;
            }
            if (!(shape instanceof Answer.Fixed fixed)) {
                reports.add(
                        Diagnostic.NO_REPLY_WITH_RESULT,
                        declaration.place(command),
                        command.method(),
                        "a result");
            } else if (fixed.reply().value().isPresent()) {
                reports.add(
                        Diagnostic.NO_REPLY_WITH_RESULT,
                        declaration.reply(command, "value"),
                        command.method(),
                        "a @Reply");
            }
        }

        void shape(Answer.Shape shape) {
            if (shape instanceof Answer.Enter enter) {
                if (enter.reply().value().isEmpty()
                        && !command.neverReplies()
                        && declaration.model().promptOf(command).isEmpty()) {
                    reports.add(
                            Diagnostic.SILENT_TRANSITION,
                            declaration.place(command),
                            command.method(),
                            enter.state().simpleName());
                }
                shape(new Answer.Fixed(enter.reply()));
            } else if (shape instanceof Answer.Behind behind) {
                behind(behind);
            } else if (shape instanceof Answer.Fixed fixed) {
                fixed(fixed.reply());
            } else if (shape instanceof Answer.Single single) {
                absent(single.reply());
                line(
                        single.reply(),
                        single.value() instanceof ValueType.Several
                                ? List.of(named(Node.Many.RESULT, single.value()))
                                : List.of(),
                        "value");
            } else if (shape instanceof Answer.Structured structured) {
                absent(structured.reply());
                structured(structured, "value");
            } else if (shape instanceof Answer.Listing listing) {
                listing(listing);
            } else if (shape instanceof Answer.Constants constants) {
                constants.replies().forEach(reply -> line(reply, List.of(), "value"));
            } else if (shape instanceof Answer.Alternatives alternatives) {
                alternatives
                        .alternatives()
                        .forEach(alternative -> structured(alternative, "value"));
            } else if (shape instanceof Answer.Maybe maybe) {
                maybe(maybe);
            } else if (shape instanceof Answer.Truth truth) {
                String said = "write the line for true in value, and for false in absent";
                withoutResult(truth.present().value(), "value", "only true or false", said);
                withoutResult(truth.absent().value(), "absent", "only true or false", said);
                line(truth.present(), List.of(), "value");
                line(truth.absent(), List.of(), "absent");
            } else {
                items((Answer.Items) shape);
            }
        }

        private void behind(Answer.Behind behind) {
            absent(behind.reply());
            withoutResult(behind.reply().value(), "value", "none", "remove it");
            List<ParameterModel> payload = new ArrayList<>();
            payload.add(named("payload", behind.value()));
            if (behind.hasItems()) {
                payload.add(named("items", Answer.Behind.ITEMS));
            }
            line(behind.reply(), payload, "value");
        }

        private void fixed(ReplyModel reply) {
            absent(reply);
            reply.sequence()
                    .forEach(
                            line -> withoutResult(Optional.of(line), "value", "none", "remove it"));
            line(reply, List.of(), "value");
        }

        private void maybe(Answer.Maybe maybe) {
            boolean silent = maybe.present().entersSilently();
            boolean isNull = declaration.model().wire().isResp();
            if (maybe.absent().value().isEmpty() && !silent && !isNull) {
                reports.add(
                        Diagnostic.MISSING_ABSENT,
                        declaration.reply(command, "absent"),
                        command.method());
            }
            withoutResult(maybe.absent().value(), "absent", "none if it is absent", "remove it");
            line(maybe.absent(), List.of(), "absent");
            shape(maybe.present());
        }

        private void withoutResult(
                Optional<Template> line, String member, String what, String remedy) {
            line.ifPresent(
                    found ->
                            ShapeRule.withoutResult(
                                    found,
                                    declaration.reply(command, member),
                                    command.method(),
                                    what,
                                    remedy,
                                    reports));
        }

        private void absent(ReplyModel reply) {
            if (reply.absent().isPresent()) {
                reports.add(
                        Diagnostic.NEEDLESS_ABSENT,
                        declaration.reply(command, "absent"),
                        command.method());
            }
        }

        private void structured(Answer.Structured structured, String member) {
            List<ParameterModel> components =
                    structured.record().components().stream()
                            .filter(component -> component.role() != Role.STATE)
                            .toList();
            structured
                    .reply()
                    .sequence()
                    .forEach(
                            line ->
                                    withoutResult(
                                            Optional.of(line),
                                            member,
                                            "components",
                                            "use their names in {}"));
            boolean unbound = line(structured.reply(), components, member);
            Optional<Template> line = structured.reply().value();
            if (line.isEmpty() || unbound) {
                return;
            }
            Place place = declaration.reply(command, member);
            List<Template> lines = structured.reply().sequence();
            PayloadRule.check(
                    lines.get(structured.reply().payloadLine()), components, place, reports);
            for (ParameterModel component : components) {
                if (component.role() == Role.VALUE
                        && lines.stream()
                                .noneMatch(each -> each.written().contains(component.name()))
                        && lines.stream().noneMatch(each -> BindingRule.hasFlag(each, component))) {
                    reports.add(
                            Diagnostic.UNUSED_PARAMETER,
                            place,
                            component.name(),
                            line.get().source(),
                            BindingRule.placeholder(component));
                }
            }
        }

        private void items(Answer.Items items) {
            absent(items.reply());
            boolean sized = items.reply().value().map(line -> hasSize(line.nodes())).orElse(false);
            boolean marked = isEndedByMarks(items.reply(), items.item());
            if (items.reply().end().isEmpty()
                    && !sized
                    && !marked
                    && !declaration.model().wire().isResp()
                    && items.reply().per().isEmpty()) {
                reports.add(
                        Diagnostic.ENDLESS_LIST,
                        declaration.place(command),
                        command.method(),
                        "items");
            }
            boolean told =
                    items.reply()
                            .lines()
                            .anyMatch(line -> line.mentions(Node.Size.class::isInstance));
            if (told && items.kind() == ValueType.Plurality.REPLIES) {
                size("return a List instead of using Replies");
            } else if (told && isIterable(command.answer().javaType())) {
                size("return a List instead of an Iterable");
            }
            List<ParameterModel> size = List.of(number("items", items.kind()));
            withoutResult(items.reply().value(), "value", "several items", "use {} in each");
            withoutResult(items.reply().end(), "end", "several items", "use {} in each");
            line(items.reply(), size, "value");
            items.reply().ends().forEach(end -> check(end, size, "end"));
            goesOn(items.item());
            if (items.item() instanceof Answer.Structured structured) {
                structured(structured, items.reply().each().isPresent() ? "each" : "value");
            } else if (items.item() instanceof Answer.Alternatives) {
                shape(items.item());
            } else if (items.item() instanceof Answer.Single single) {
                single.reply().value().ifPresent(line -> check(line, List.of(), "each"));
            }
        }

        /** A list whose items have lines of their own: other lines have their number. */
        private ParameterModel number(String name, ValueType.Plurality kind) {
            TypeName type = command.answer().javaType();
            return named(name, new ValueType.Several(type, kind, new ValueType.Text(type)));
        }

        private static ValueType.Plurality kind(Answer.Listing listing) {
            return ((ValueType.Several) listing.items().value()).kind();
        }

        /** What a line may name that is no component of a record. */
        private ParameterModel named(String name, ValueType value) {
            return new ParameterModel(
                    name, command.answer().javaType(), value, Role.VALUE, Optional.empty(), name);
        }

        /** A record with a collection: the lines around it name the other components. */
        private void listing(Answer.Listing listing) {
            absent(listing.reply());
            if (listing.reply().end().isEmpty()
                    && !listing.isSized()
                    && !declaration.model().wire().isResp()
                    && listing.reply().per().isEmpty()
                    && !isEndedByMarks(listing.reply(), listing.item())) {
                reports.add(
                        Diagnostic.ENDLESS_LIST,
                        declaration.place(command),
                        command.method(),
                        listing.items().name());
            }
            List<ParameterModel> others =
                    listing.record().components().stream()
                            .filter(component -> component.role() != Role.STATE)
                            .filter(component -> !component.equals(listing.items()))
                            .toList();
            withoutResult(listing.reply().value(), "value", "components", "use their names in {}");
            List<ParameterModel> told = new ArrayList<>(others);
            told.add(number(listing.items().name(), kind(listing)));
            line(listing.reply(), told, "value");
            listing.reply().ends().forEach(end -> check(end, told, "end"));
            boolean behind = listing.isToldBehind();
            Optional<Template> line = behind ? listing.reply().end() : listing.reply().value();
            for (ParameterModel component : others) {
                if (line.filter(each -> each.written().contains(component.name())).isEmpty()) {
                    reports.add(
                            Diagnostic.UNUSED_PARAMETER,
                            declaration.reply(command, behind ? "end" : "value"),
                            component.name(),
                            line.map(Template::source).orElse(""),
                            "{" + component.name() + "}");
                }
            }
            goesOn(listing.item());
            shape(listing.item());
        }

        /** Reports payloads of an item that end with the connection. */
        private void goesOn(Answer.Shape item) {
            if (item instanceof Answer.Alternatives several) {
                several.alternatives().forEach(this::goesOn);
            } else if (item instanceof Answer.Structured one) {
                PayloadRule.goesOn(
                        one.record().components(),
                        "in an item of a list",
                        "use another framing",
                        declaration.place(command),
                        reports);
            }
        }

        /** Whether marks tell the last line of a list from the others. */
        private boolean isEndedByMarks(ReplyModel list, Answer.Shape item) {
            return declaration.model().wire().marks(list)
                    && item.lines().stream().noneMatch(Template::beginsWithBlank);
        }

        private void size(String remedy) {
            reports.add(
                    Diagnostic.NO_SIZE,
                    declaration.reply(command, "value"),
                    command.method(),
                    remedy);
        }

        private static boolean isIterable(TypeName type) {
            return type instanceof ParameterizedTypeName generic
                    && generic.rawType().equals(ClassName.get(Iterable.class));
        }

        private static boolean hasSize(List<Node> nodes) {
            return nodes.stream().anyMatch(node -> node instanceof Node.Size);
        }

        /** True if a placeholder has nothing to stand for. */
        private boolean line(ReplyModel reply, List<ParameterModel> components, String member) {
            boolean unbound = false;
            for (Template line : reply.values()) {
                unbound |= check(line, components, member);
            }
            if (reply.isSequence()) {
                for (Template line : reply.sequence().subList(1, reply.sequence().size())) {
                    unbound |= check(line, components, member);
                }
                for (Template line : reply.endSpellings()) {
                    unbound |= check(line, components, member);
                }
            }
            return unbound;
        }

        private boolean check(Template line, List<ParameterModel> components, String member) {
            List<ParameterModel> known = new ArrayList<>(components);
            command.parameters().stream()
                    .filter(parameter -> parameter.role() == Role.VALUE)
                    .filter(
                            parameter ->
                                    components.stream()
                                            .noneMatch(
                                                    component ->
                                                            component
                                                                    .name()
                                                                    .equals(parameter.name())))
                    .forEach(known::add);
            supplied(declaration.model(), command, known);
            Place place = declaration.reply(command, member);
            ShapeRule.named(line, true, place, reports);
            List<ParameterModel> payloads = new ArrayList<>(components);
            payloads.addAll(command.parameters());
            PayloadRule.lengths(line, payloads, place, reports);
            return BindingRule.placeholders(
                    line.nodes(), false, known, place, "component or parameter", reports);
        }
    }
}
