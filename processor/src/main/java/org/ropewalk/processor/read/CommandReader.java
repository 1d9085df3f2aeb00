package org.ropewalk.processor.read;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.FailureModel;
import org.ropewalk.processor.model.Limits;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.Phrases;
import org.ropewalk.processor.model.PushModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.model.lines.DefaultLine;
import org.ropewalk.processor.read.source.Annotations;
import org.ropewalk.processor.read.source.DocumentationReader;
import org.ropewalk.processor.read.source.TemplateReader;
import org.ropewalk.processor.read.wire.Envelope;
import org.ropewalk.processor.read.wire.EnvelopeReader;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Template;

/** Reads one command. */
final class CommandReader {
    private final Readers readers;
    private final Annotations annotations;
    private final TemplateReader templates;
    private final ParameterReader parameterReader;
    private final AnswerReader answerReader;
    private final FailureReader failureReader;
    private final ReplyReader replyReader;
    private final LimitsReader limitsReader;
    private final EnvelopeReader envelopeReader;
    private final DocumentationReader documentation;
    private final Reports reports;

    CommandReader(Readers readers) {
        this.readers = readers;
        annotations = readers.annotations();
        templates = readers.templates();
        parameterReader = new ParameterReader(readers);
        answerReader = readers.answerReader();
        failureReader = readers.failureReader();
        replyReader = readers.replyReader();
        limitsReader = readers.limitsReader();
        envelopeReader = readers.envelopeReader();
        documentation = readers.documentation();
        reports = readers.reports();
    }

    /**
     * What a protocol says that its commands need.
     *
     * @param limits the protocol's bounds
     * @param strangers its bounds for who has not logged in yet
     * @param envelope what stands around lines
     */
    record Context(Wire wire, Limits limits, Limits strangers, Envelope envelope) {}

    /**
     * The command that {@code method} is, as a member of {@code state}; nothing if it cannot be
     * said, which is reported.
     */
    Optional<CommandModel> read(TypeElement state, ExecutableElement method, Context context) {
        ExecutableType resolved = readers.asMember(state, method);
        Optional<Answer> answer = answerReader.read(method, resolved);
        Optional<List<ParameterModel>> parameters = parameterReader.read(method, resolved);
        Optional<List<Template>> lines =
                parameters
                        .flatMap(known -> lines(method, known, context))
                        .map(all -> replyReader.lines(method, all));
        if (answer.isEmpty() || lines.isEmpty()) {
            return Optional.empty();
        }
        Element declaring = method.getEnclosingElement();
        Limits wider =
                annotations.has(declaring, "LineProtocol")
                        ? context.limits()
                        : limitsReader.read(declaring, context.limits());
        return Optional.of(
                model(
                        state,
                        method,
                        resolved,
                        lines.get(),
                        parameters.get(),
                        answer.get(),
                        limitsReader.ofCommand(method, wider),
                        context));
    }

    private CommandModel model(
            TypeElement state,
            ExecutableElement method,
            ExecutableType resolved,
            List<Template> lines,
            List<ParameterModel> parameters,
            Answer answer,
            Optional<Limits> limits,
            Context context) {
        Envelope envelope =
                envelopeReader.read(method, envelopeReader.read(state, context.envelope()));
        Optional<String> when = silentWhen(method);
        Optional<AnnotationMirror> tls = annotations.find(method, "StartTls");
        Phrases phrases = Phrases.of(parameters);
        return new CommandModel(
                method.getSimpleName().toString(),
                receiver(state, method),
                documentation.of(method),
                documentation.isDeprecated(method),
                method.isVarArgs(),
                lines.stream().map(phrases::in).toList(),
                parameters,
                envelope.around(phrases.in(answer)),
                failures(method, resolved, phrases, envelope),
                failureReader.families(resolved),
                envelope.around(replyReader.errors(method)),
                limits,
                annotations.has(method, "NoReply")
                        && when.isEmpty()
                        && !envelopeReader.confirmsTagged(method, answer),
                when,
                envelope.confirmsTagged() && answer.shape() instanceof Answer.Fixed,
                tls.isPresent(),
                tls.map(mirror -> annotations.flag(mirror, "greet")).orElse(false),
                annotations.has(method, "Blocking")
                        || annotations.has(method.getEnclosingElement(), "Blocking"),
                attempts(method),
                annotations
                        .find(method, "Junk")
                        .map(mirror -> OptionalInt.of(positive(method, mirror, "value")))
                        .orElse(OptionalInt.empty()),
                !annotations.parametersWith(method, "Secret").isEmpty(),
                flag(method, "last", false),
                flag(method, "client", true)
                        && parameters.stream().noneMatch(each -> each.role() == Role.KEPT),
                interrupts(method),
                annotations.parametersWith(method, "Key"),
                annotations.has(method, "Probe"));
    }

    /** A member of {@code @Command}; {@code without} where the method has none. */
    private boolean flag(ExecutableElement method, String member, boolean without) {
        return annotations
                .find(method, "Command")
                .map(mirror -> annotations.flag(mirror, member))
                .orElse(without);
    }

    private List<String> interrupts(ExecutableElement method) {
        return annotations.find(method, "Command").stream()
                .flatMap(command -> annotations.list(command, "interrupts").stream())
                .map(name -> String.valueOf(name.getValue()))
                .toList();
    }

    private Optional<String> silentWhen(ExecutableElement method) {
        return annotations
                .find(method, "NoReply")
                .map(mirror -> annotations.string(mirror, "when"))
                .filter(name -> !name.isEmpty());
    }

    private List<FailureModel> failures(
            ExecutableElement method, ExecutableType resolved, Phrases phrases, Envelope envelope) {
        return failureReader.read(method, resolved).stream()
                .map(failure -> envelope.around(phrases.in(failure)))
                .toList();
    }

    private Optional<CommandModel.AttemptsModel> attempts(ExecutableElement method) {
        return annotations
                .find(method, "Attempts")
                .map(
                        mirror ->
                                new CommandModel.AttemptsModel(
                                        positive(method, mirror, "value"),
                                        positive(method, mirror, "delaySeconds")));
    }

    private int positive(ExecutableElement method, AnnotationMirror mirror, String member) {
        int value = annotations.number(mirror, member);
        if (value <= 0) {
            reports.add(
                    Diagnostic.BAD_LIMIT, annotations.place(method, mirror, member), member, value);
        }
        return Math.max(1, value);
    }

    /**
     * On what a handler is called; a generic interface would have to be named with its arguments.
     */
    static ClassName receiver(TypeElement state, ExecutableElement method) {
        TypeElement declaring = (TypeElement) method.getEnclosingElement();
        return ClassName.get(declaring.getTypeParameters().isEmpty() ? declaring : state);
    }

    /** A greeting: a command without a line. */
    Optional<CommandModel> greeting(TypeElement state, ExecutableElement method, Context context) {
        ExecutableType resolved = readers.asMember(state, method);
        return answerReader
                .read(method, resolved)
                .map(
                        answer ->
                                model(
                                        state,
                                        method,
                                        resolved,
                                        List.of(Template.EMPTY),
                                        List.of(),
                                        answer,
                                        Optional.empty(),
                                        context));
    }

    private Optional<PushModel> notAPush(ExecutableElement method, String why, String remedy) {
        reports.add(Diagnostic.NOT_A_PUSH, Place.of(method), method.getSimpleName(), why, remedy);
        return Optional.empty();
    }

    /** A push message; nothing if it cannot be read, which is reported. */
    Optional<PushModel> push(TypeElement pushes, ExecutableElement method, Context context) {
        ExecutableType resolved = readers.asMember(pushes, method);
        Envelope envelope =
                envelopeReader
                        .read(method, envelopeReader.read(pushes, context.envelope()))
                        .untold();
        Optional<ReplyModel> reply = replyReader.reply(method).map(envelope::around);
        if (resolved.getReturnType().getKind() != TypeKind.VOID) {
            return notAPush(
                    method, "it returns a value", "return void (pass a state as a parameter)");
        }
        if (reply.isEmpty()) {
            return notAPush(
                    method,
                    "it has no @Reply",
                    annotations.has(method, "Command")
                            ? "write @Reply instead of @Command"
                            : "add @Reply with a line, or with each and end for a list");
        }
        return parameterReader
                .read(method, resolved)
                .map(
                        parameters ->
                                new PushModel(
                                        ClassName.get(pushes),
                                        method.getSimpleName().toString(),
                                        documentation.of(method),
                                        method.isVarArgs(),
                                        parameters,
                                        Phrases.of(parameters).in(reply.get())));
    }

    /** The lines of a command, in the envelope; one that interrupts others has none. */
    private Optional<List<Template>> lines(
            ExecutableElement method, List<ParameterModel> parameters, Context context) {
        Envelope envelope = interrupts(method).isEmpty() ? context.envelope() : Envelope.NONE;
        AnnotationMirror command = annotations.find(method, "Command").orElseThrow();
        List<AnnotationValue> written = annotations.list(command, "value");
        if (written.isEmpty()) {
            return templates
                    .parse(
                            DefaultLine.of(
                                    method.getSimpleName().toString(), parameters, context.wire()),
                            Place.of(method))
                    .map(line -> List.of(envelope.command(line, false)));
        }
        List<Template> lines = new ArrayList<>();
        boolean all = true;
        for (AnnotationValue value : written) {
            Optional<List<Template>> spelled =
                    templates.spelled(
                            String.valueOf(value.getValue()),
                            new Place(method, command, value),
                            context.wire().shortForms());
            boolean bare = parameters.isEmpty();
            spelled.ifPresent(
                    read -> read.forEach(line -> lines.add(envelope.command(line, bare))));
            all &= spelled.isPresent();
        }
        return all ? Optional.of(lines) : Optional.empty();
    }
}
