package org.ropewalk.processor.read;

import java.util.Optional;
import java.util.Set;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Types;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.read.source.Annotations;
import org.ropewalk.processor.read.values.AlmostResults;
import org.ropewalk.processor.read.values.StandardTypes;
import org.ropewalk.processor.read.values.TypeRemedies;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Node;

/** Reports results that no line can hold. */
final class ResultTypes {
    /** The remedy where a result is one value. */
    static final String FOR_VALUE = "its type, with {} or {*} for the value";

    /** The remedy where a result is several values. */
    static final String FOR_LIST =
            "its type, with each and end for a list, or {...} for words of a line";

    private static final Set<String> STAGES =
            Set.of(
                    "java.util.concurrent.CompletionStage",
                    "java.util.concurrent.CompletableFuture");

    private static final String IN_LIST =
            "write each and end in its @Reply for a list, or {...} for words of a line";

    /** The name of a result in messages. */
    static final String RESULT = "the result";

    private final TypeReader typeReader;
    private final ReplyReader replyReader;
    private final Annotations annotations;
    private final AlmostResults almost;
    private final Reports reports;

    ResultTypes(
            Types types,
            TypeReader typeReader,
            ReplyReader replyReader,
            Annotations annotations,
            Reports reports) {
        this.typeReader = typeReader;
        this.replyReader = replyReader;
        this.annotations = annotations;
        this.almost = new AlmostResults(types);
        this.reports = reports;
    }

    /** Whether a result comes later. */
    static boolean isStage(TypeMirror type) {
        return type instanceof DeclaredType declared
                && STAGES.contains(
                        ((TypeElement) declared.asElement()).getQualifiedName().toString());
    }

    /**
     * The one type argument of {@code type}, where what extends a type is that type; nothing if no
     * type is named, which is reported.
     */
    Optional<TypeMirror> argument(ExecutableElement method, TypeMirror type) {
        TypeMirror argument =
                ((DeclaredType) type).getTypeArguments().stream().findFirst().orElse(null);
        TypeMirror named =
                argument instanceof WildcardType wildcard ? wildcard.getExtendsBound() : argument;
        if (named == null) {
            unsupported(
                    method, type, argument == null ? TypeRemedies.argument(type) : "name the type");
        }
        return Optional.ofNullable(named);
    }

    /** Reports a result, or a part of it, that cannot be read. */
    void unsupported(ExecutableElement method, TypeMirror type, String remedy) {
        reports.add(
                Diagnostic.UNSUPPORTED_TYPE,
                Place.of(method),
                StandardTypes.simple(typeReader.name(type)),
                RESULT,
                remedy);
    }

    /**
     * Whether a type is one that other libraries have for results, which is reported; so is the
     * class that stands for no value in type arguments only.
     */
    boolean isAlmost(ExecutableElement method, TypeMirror type) {
        Optional<String> remedy =
                method.getReturnType().toString().equals("java.lang.Void")
                        ? Optional.of("use void")
                        : almost.remedy(type);
        remedy.ifPresent(
                found ->
                        reports.add(
                                Diagnostic.UNSUPPORTED_TYPE,
                                Place.of(method),
                                TypeRemedies.simple(type),
                                RESULT,
                                found));
        return remedy.isPresent();
    }

    /** Reports lines for the items of a result that has none. */
    Optional<Answer.Shape> noList(ExecutableElement method) {
        reports.add(
                Diagnostic.NO_EFFECT,
                annotations.place(method, annotations.find(method, "Reply").orElseThrow(), "each"),
                "each",
                "only a list has a line for each item and a line at its end",
                "remove it, or return a List");
        return Optional.empty();
    }

    /** Reports a result that is in no line. */
    Optional<Answer.Shape> missing(ExecutableElement method, String where) {
        if (!hasBrokenReply(method)) {
            Optional<AnnotationMirror> reply = annotations.find(method, "Reply");
            boolean item = reply.filter(found -> annotations.isWritten(found, "each")).isPresent();
            boolean line = reply.filter(found -> annotations.isWritten(found, "value")).isPresent();
            if (item) {
                missing(
                        method,
                        reply.get(),
                        "each",
                        "write {} or {*}, the item, in each of its @Reply");
            } else if (line && where.equals(FOR_VALUE)) {
                missing(method, reply.get(), "value", inValue(method));
            } else if (line && where.equals(FOR_LIST)) {
                missing(method, reply.get(), "value", IN_LIST);
            } else if (line && SourceVersion.isName(where)) {
                missing(
                        method,
                        reply.get(),
                        "value",
                        "write each in its @Reply, or add @Reply to " + where);
            } else {
                reports.add(
                        Diagnostic.MISSING_REPLY,
                        Place.of(method),
                        method.getSimpleName(),
                        isTruth(method)
                                ? "add @Reply with the line for true in value, and for false in absent"
                                : "add @Reply to the method or to " + where);
            }
        }
        return Optional.empty();
    }

    /** What helps where the line of a value does not contain it. */
    private String inValue(ExecutableElement method) {
        if (isTruth(method)) {
            return "add absent to its @Reply, the line for false";
        }
        boolean counted =
                replyReader.reply(method).stream()
                        .flatMap(ReplyModel::lines)
                        .anyMatch(line -> line.mentions(Node.Length.class::isInstance));
        return counted
                ? "return a record with the payload as a component with @Payload"
                : "write {} or {*} in its @Reply";
    }

    private static boolean isTruth(ExecutableElement method) {
        return method.getReturnType().getKind() == TypeKind.BOOLEAN;
    }

    private void missing(
            ExecutableElement method, AnnotationMirror reply, String member, String remedy) {
        reports.add(
                Diagnostic.MISSING_REPLY,
                annotations.place(method, reply, member),
                method.getSimpleName(),
                remedy);
    }

    /** Whether a method has a line that is no template, which was reported. */
    private boolean hasBrokenReply(ExecutableElement method) {
        Optional<ReplyModel> read = replyReader.reply(method);
        return annotations
                .find(method, "Reply")
                .filter(
                        reply ->
                                annotations.isWritten(reply, "value")
                                                && read.flatMap(ReplyModel::value).isEmpty()
                                        || annotations.isWritten(reply, "each")
                                                && read.flatMap(ReplyModel::each).isEmpty())
                .isPresent();
    }

    /** Whether a parameter of {@code method} has that name. */
    static boolean isParameter(ExecutableElement method, String name) {
        return method.getParameters().stream()
                .anyMatch(parameter -> parameter.getSimpleName().contentEquals(name));
    }
}
