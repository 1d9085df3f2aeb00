package org.ropewalk.processor.check.placement;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.PushModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;

/** Annotations that have an effect only together with another part of the protocol. */
final class CounterpartRule {
    private static final String CAPABILITIES = "org.ropewalk.line.Capabilities";

    private static final String NO_REPLY = "there is no reply";
    private static final Pattern SHORT_FORM = Pattern.compile("[A-Z][a-z]");

    private final Declaration declaration;
    private final ProtocolModel protocol;
    private final Reports reports;

    private CounterpartRule(Declaration declaration, Reports reports) {
        this.declaration = declaration;
        this.protocol = declaration.model();
        this.reports = reports;
    }

    /** Reports annotations whose counterpart is missing. */
    static void check(Declaration declaration, Reports reports) {
        CounterpartRule rule = new CounterpartRule(declaration, reports);
        rule.advertised();
        rule.fields();
        rule.carriers();
        rule.shortForms();
        rule.envelopes();
        rule.mute();
        rule.spellings();
        rule.commands()
                .filter(
                        command ->
                                Members.isIn(
                                        declaration.place(command).element(),
                                        declaration.element()))
                .forEach(rule::command);
    }

    /** The commands, and the greeting. */
    private Stream<CommandModel> commands() {
        return Stream.concat(
                        protocol.states().stream().flatMap(state -> state.commands().stream()),
                        protocol.initial().greeting().stream())
                .distinct();
    }

    /** Types and methods that the declaration reaches. */
    private Stream<Element> elements() {
        return declaration.reached().stream()
                .flatMap(
                        type -> Stream.concat(Stream.of(type), type.getEnclosedElements().stream()))
                .filter(
                        element ->
                                element instanceof TypeElement
                                        || element.getKind() == ElementKind.METHOD)
                .distinct();
    }

    private void advertised() {
        if (elements().noneMatch(CounterpartRule::hasCapabilities)) {
            elements()
                    .filter(element -> Members.has(element, "Advertise"))
                    .filter(element -> Members.isIn(element, declaration.element()))
                    .forEach(
                            element ->
                                    report(
                                            element,
                                            "Advertise",
                                            "",
                                            "no command has a result of type Capabilities",
                                            "add such a command, or remove it"));
        }
    }

    private static boolean hasCapabilities(Element element) {
        return element instanceof ExecutableElement method
                        && method.getReturnType().toString().contains(CAPABILITIES)
                || element instanceof TypeElement type
                        && type.getEnclosedElements().stream()
                                .anyMatch(part -> part.asType().toString().contains(CAPABILITIES));
    }

    /** Rules for fields, where no line is a field. */
    private void fields() {
        boolean known = elements().anyMatch(CounterpartRule::mayHaveFields);
        for (TypeElement type : declaration.reached()) {
            if (Members.find(type, "Fields").filter(CounterpartRule::isEmpty).isPresent()) {
                report(
                        type,
                        "Fields",
                        "",
                        "it has no member",
                        "add fold or repeated, or remove it");
            } else if (!known && Members.has(type, "Fields")) {
                report(type, "Fields", "", "no template has fields", "remove it");
            }
        }
    }

    private static boolean isEmpty(AnnotationMirror annotation) {
        return annotation.getElementValues().isEmpty();
    }

    /** Whether a template of several lines, or a payload of fields, is in an element. */
    private static boolean mayHaveFields(Element element) {
        boolean lines = Members.texts(element).anyMatch(text -> text.contains("\n"));
        return lines
                || element.getEnclosedElements().stream().anyMatch(CounterpartRule::isMap)
                || element instanceof ExecutableElement method
                        && (method.getReturnType().toString().contains("java.util.Map")
                                || method.getParameters().stream()
                                        .anyMatch(CounterpartRule::isMap));
    }

    private static boolean isMap(Element element) {
        return element.asType().toString().contains("java.util.Map");
    }

    private void carriers() {
        Members.value(declaration.element(), "LineProtocol", "carrier")
                .filter(List.class::isInstance)
                .map(carriers -> ((List<?>) carriers).stream().map(Object::toString).toList())
                .filter(carriers -> carriers.stream().distinct().count() < carriers.size())
                .ifPresent(
                        carriers ->
                                report(
                                        declaration.element(),
                                        "LineProtocol",
                                        "carrier",
                                        "a carrier occurs twice in it",
                                        "write it once"));
    }

    /** Short forms, where no word has upper-case letters that lower-case letters follow. */
    private void shortForms() {
        boolean known =
                !protocol.wire().shortForms()
                        || elements()
                                .flatMap(
                                        element ->
                                                Stream.concat(
                                                        Stream.of(element),
                                                        element.getEnclosedElements().stream()))
                                .flatMap(Members::texts)
                                .anyMatch(text -> SHORT_FORM.matcher(text).find());
        if (!known) {
            report(
                    declaration.element(),
                    "LineProtocol",
                    "spelling",
                    "no word has a short form",
                    "write words such as MEASure, or remove spelling");
        }
    }

    /** Envelopes of lines that no reply has. */
    private void envelopes() {
        boolean several =
                commands().anyMatch(CounterpartRule::hasOtherLines)
                        || protocol.pushes().stream()
                                .flatMap(pushes -> pushes.methods().stream())
                                .anyMatch(CounterpartRule::isSeveral);
        for (TypeElement type : declaration.reached()) {
            if (!Members.isIn(type, declaration.element())) {
                continue;
            }
            if (!several || Members.has(type, "Push") && !pushesSeveral(type)) {
                other(type);
            }
        }
        for (PushModel push :
                protocol.pushes().stream().flatMap(p -> p.methods().stream()).toList()) {
            if (!isSeveral(push)) {
                other(declaration.place(push).element());
            }
        }
    }

    private boolean pushesSeveral(TypeElement type) {
        return protocol.pushes().stream()
                .flatMap(pushes -> pushes.methods().stream())
                .filter(push -> isIn(declaration.place(push).element(), type))
                .anyMatch(CounterpartRule::isSeveral);
    }

    /** Whether a push interface has a message, also one that it inherits. */
    private static boolean isIn(Element message, TypeElement type) {
        return message.getEnclosingElement().equals(type) || !type.getInterfaces().isEmpty();
    }

    private void other(Element element) {
        if (Members.value(element, "Envelope", "other").isPresent()) {
            report(element, "Envelope", "other", "no reply here has several lines", "remove it");
        }
    }

    private static boolean isSeveral(PushModel push) {
        return isSeveral(push.reply());
    }

    private static boolean isSeveral(ReplyModel reply) {
        return reply.each().isPresent() || reply.end().isPresent();
    }

    /** Whether a line of a reply comes before its last one. */
    private static boolean hasOtherLines(CommandModel command) {
        Answer.Shape shape = command.answer().shape();
        return command.answer().opening().isPresent()
                || shape instanceof Answer.Items
                || shape instanceof Answer.Listing
                || any(shape, CounterpartRule::isSeveral);
    }

    private static boolean any(Answer.Shape shape, Predicate<ReplyModel> is) {
        boolean[] found = {false};
        shape.map(
                reply -> {
                    found[0] |= is.test(reply);
                    return reply;
                },
                item -> item);
        return found[0];
    }

    private void command(CommandModel command) {
        Element method = declaration.place(command).element();
        if (command.attempts().isPresent()
                && command.failures().isEmpty()
                && command.families().isEmpty()) {
            report(
                    method,
                    "Attempts",
                    "",
                    "the command declares no exception, so no attempt fails",
                    "declare one with @Reply in throws, or remove it");
        }
        if (command.greets() && protocol.initial().greeting().isEmpty()) {
            report(
                    method,
                    "StartTls",
                    "greet",
                    "the initial state has no greeting",
                    "add a method with @OnConnect, or remove greet");
        }
        if (!hasOtherLines(command)) {
            other(method);
        }
        if (command.neverReplies()) {
            unanswered(method);
        }
    }

    /** Spellings that equal another one. */
    private void spellings() {
        elements()
                .filter(element -> Members.isIn(element, declaration.element()))
                .forEach(
                        element -> {
                            twice(element, "Command", "value");
                            twice(element, "Errors", "refusals");
                            Members.find(element, "Errors").stream()
                                    .flatMap(errors -> errors.getElementValues().keySet().stream())
                                    .map(kind -> kind.getSimpleName().toString())
                                    .forEach(kind -> twice(element, "Errors", kind));
                        });
    }

    private void twice(Element element, String annotation, String member) {
        Set<String> seen = new HashSet<>();
        Members.find(element, annotation)
                .flatMap(mirror -> Members.written(mirror, member))
                .stream()
                .flatMap(value -> Members.texts(value.getValue()))
                .filter(
                        line ->
                                !seen.add(
                                        protocol.wire().caseSensitive()
                                                ? line
                                                : line.toLowerCase(Locale.ROOT)))
                .findFirst()
                .ifPresent(
                        line ->
                                report(
                                        element,
                                        annotation,
                                        member,
                                        "\"" + line + "\" occurs twice in it",
                                        "write it once"));
    }

    /** What concerns replies, in a protocol that has none. */
    private void mute() {
        boolean mute =
                commands().allMatch(CommandModel::neverReplies)
                        && protocol.pushes().isEmpty()
                        && elements()
                                .flatMap(each -> Members.find(each, "Errors").stream())
                                .flatMap(errors -> errors.getElementValues().keySet().stream())
                                .allMatch(key -> key.getSimpleName().contentEquals("refusals"));
        if (!mute) {
            return;
        }
        unanswered(declaration.element());
        if (Members.value(declaration.element(), "LineProtocol", "continued").isPresent()) {
            report(declaration.element(), "LineProtocol", "continued", NO_REPLY, "remove it");
        }
    }

    private void unanswered(Element method) {
        if (Members.value(method, "Envelope", "reply").isPresent()) {
            report(method, "Envelope", "reply", NO_REPLY, "remove it");
        }
        if (Members.value(method, "Errors", "refusals").isPresent()) {
            report(method, "Errors", "refusals", NO_REPLY, "remove it");
        }
    }

    private void report(
            Element element, String annotation, String member, String why, String remedy) {
        AnnotationMirror mirror = Members.find(element, annotation).orElseThrow();
        reports.add(
                Diagnostic.IGNORED_ANNOTATION,
                new Place(element, mirror, Members.written(mirror, member).orElse(null)),
                member.isEmpty() ? annotation : annotation + "(" + member + ")",
                element.getSimpleName(),
                why,
                remedy);
    }
}
