package org.ropewalk.processor.check.placement;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.PushModel;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;

/** Members of {@code @Reply} that nothing uses where they stand. */
final class ReplyMemberRule {
    private static final String REMOVE = "remove it";

    private final Declaration declaration;
    private final Reports reports;

    private ReplyMemberRule(Declaration declaration, Reports reports) {
        this.declaration = declaration;
        this.reports = reports;
    }

    /** Reports members that nothing uses. */
    static void check(Declaration declaration, Reports reports) {
        ReplyMemberRule rule = new ReplyMemberRule(declaration, reports);
        boolean enclosed = declaration.reached().stream().anyMatch(ReplyMemberRule::isEnclosed);
        for (TypeElement type : declaration.reached()) {
            if (!Members.isIn(type, declaration.element())) {
                continue;
            }
            rule.type(type);
            for (Element member : type.getEnclosedElements()) {
                if (member.getKind() == ElementKind.ENUM_CONSTANT) {
                    rule.constant(member);
                }
                if (!enclosed) {
                    rule.bare(member);
                }
            }
            if (!enclosed) {
                rule.bare(type);
            }
        }
        declaration.model().states().stream()
                .flatMap(
                        state ->
                                Stream.concat(state.commands().stream(), state.greeting().stream()))
                .distinct()
                .forEach(rule::command);
        declaration.model().pushes().stream()
                .flatMap(pushes -> pushes.methods().stream())
                .forEach(rule::push);
    }

    /** Whether something stands around replies of an interface, or of one of its methods. */
    private static boolean isEnclosed(TypeElement type) {
        return hasEnvelope(type)
                || type.getEnclosedElements().stream().anyMatch(ReplyMemberRule::hasEnvelope);
    }

    private static boolean hasEnvelope(Element element) {
        return Members.value(element, "Envelope", "reply").isPresent()
                || Members.value(element, "Envelope", "other").isPresent();
    }

    private void bare(Element element) {
        Members.find(element, "Reply")
                .filter(ReplyMemberRule::isBare)
                .ifPresent(
                        reply ->
                                bare(element, reply, Members.written(reply, "bare").orElseThrow()));
        Members.find(element, "Errors")
                .ifPresent(
                        errors ->
                                errors.getElementValues().values().stream()
                                        .filter(
                                                value ->
                                                        value.getValue()
                                                                        instanceof
                                                                        AnnotationMirror reply
                                                                && isBare(reply))
                                        .forEach(value -> bare(element, errors, value)));
    }

    private static boolean isBare(AnnotationMirror reply) {
        return Members.value(reply, "bare").equals(Optional.of(true));
    }

    private void bare(Element element, AnnotationMirror annotation, AnnotationValue value) {
        reports.add(
                Diagnostic.NO_EFFECT,
                new Place(element, annotation, value),
                "bare",
                "there is no @Envelope around replies",
                REMOVE);
    }

    private void constant(Element constant) {
        for (String member : List.of("each", "absent", "per")) {
            written(constant, member, "a constant is one value, which is always present", REMOVE);
        }
    }

    private void type(TypeElement type) {
        if (type.getKind() == ElementKind.CLASS) {
            written(type, "per", "it is one reply", REMOVE);
        }
        written(
                type,
                "absent",
                "a value of this type is always present",
                "write it in the @Reply of the method");
    }

    /** What is written once has no item for each element of something. */
    private void command(CommandModel command) {
        Answer.Shape shape = command.answer().shape();
        if (!(shape instanceof Answer.Items || shape instanceof Answer.Listing)) {
            written(
                    declaration.place(command).element(),
                    "per",
                    "only a list has several replies",
                    "remove it, or return a List");
        }
    }

    private void push(PushModel push) {
        Element method = declaration.place(push).element();
        if (push.reply().close()) {
            written(
                    method,
                    "close",
                    "a push message does not close the connection",
                    "remove it, and call close() of the Peer");
        }
        written(method, "per", "a push message is sent once", REMOVE);
    }

    private void written(Element element, String member, String why, String remedy) {
        Members.find(element, "Reply")
                .filter(reply -> Members.value(reply, member).isPresent())
                .ifPresent(reply -> report(element, reply, member, why, remedy));
    }

    private void report(
            Element element, AnnotationMirror reply, String member, String why, String remedy) {
        reports.add(
                Diagnostic.NO_EFFECT,
                new Place(element, reply, Members.written(reply, member).orElseThrow()),
                member,
                why,
                remedy);
    }
}
