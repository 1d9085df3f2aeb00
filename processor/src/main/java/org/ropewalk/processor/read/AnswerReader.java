package org.ropewalk.processor.read;

import com.palantir.javapoet.ClassName;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.RecordModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.ValueType.Optionality;
import org.ropewalk.processor.model.ValueType.Plurality;
import org.ropewalk.processor.read.resp.ResultValues;
import org.ropewalk.processor.read.resp.UntemplatedResults;
import org.ropewalk.processor.read.source.Annotations;
import org.ropewalk.processor.read.source.TemplateReader;
import org.ropewalk.processor.read.source.Visibility;
import org.ropewalk.processor.read.values.StandardTypes;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/** How a method's result becomes lines. */
final class AnswerReader {
    private static final Set<String> LISTS =
            Set.of("java.util.List", "java.util.Collection", "java.lang.Iterable", "java.util.Set");

    private final Types types;
    private final TypeReader typeReader;
    private final ReplyReader replyReader;

    /** Of these there are arrays that a client can make of a list. */
    private static final Set<TypeKind> ARRAYS =
            Set.of(TypeKind.INT, TypeKind.LONG, TypeKind.DOUBLE);

    private final Annotations annotations;
    private final ResultTypes results;
    private final OwnLinesReader ownLines;
    private final PayloadAnswerReader payloads;
    private final Reports reports;

    /** Tells the results that are values of RESP; empty where none is. */
    private final Optional<UntemplatedResults> untemplated;

    AnswerReader(
            Types types,
            Annotations annotations,
            TypeReader typeReader,
            ReplyReader replyReader,
            TemplateReader templates,
            Visibility visibility,
            Function<TypeElement, Optional<RecordModel>> objects,
            boolean resp,
            Reports reports) {
        this.untemplated =
                resp
                        ? Optional.of(
                                new UntemplatedResults(
                                        types,
                                        element -> annotations.has(element, "Reply"),
                                        typeReader::isState))
                        : Optional.empty();
        this.types = types;
        this.annotations = annotations;
        this.typeReader = typeReader;
        this.replyReader = replyReader;
        this.results = new ResultTypes(types, typeReader, replyReader, annotations, reports);
        this.payloads =
                new PayloadAnswerReader(annotations, typeReader, templates, results, reports);
        this.ownLines =
                new OwnLinesReader(
                        types,
                        annotations,
                        typeReader,
                        replyReader,
                        templates,
                        visibility,
                        objects,
                        results,
                        reports,
                        this::one);
        this.reports = reports;
    }

    /**
     * The answer of {@code method}, whose type as a member of a state is {@code resolved}; nothing
     * if it cannot be said, which is reported.
     */
    Optional<Answer> read(ExecutableElement method, ExecutableType resolved) {
        TypeMirror result = resolved.getReturnType();
        return ResultTypes.isStage(result)
                ? results.argument(method, result).flatMap(type -> read(method, resolved, type))
                : read(method, resolved, result);
    }

    private Optional<Answer> read(
            ExecutableElement method, ExecutableType resolved, TypeMirror type) {
        if (!annotations.has(method, "Payload")) {
            typeReader.contents().withoutFields(method);
        }
        TypeMirror result = resolved.getReturnType();
        Optional<ReplyModel> declared = replyReader.reply(method);
        Optional<ReplyModel> opening =
                declared.filter(reply -> ResultTypes.isStage(result))
                        .flatMap(reply -> replyReader.opening(method, reply, type));
        Optional<ReplyModel> reply =
                opening.isEmpty() ? declared : declared.map(ReplyModel::behindOpening);
        Optional<Answer.Shape> shape =
                replies(resolved)
                        .map(item -> sent(method, type, item, reply.orElse(ReplyModel.NONE)))
                        .orElseGet(() -> shape(method, type, reply));
        return shape.map(
                found ->
                        new Answer(
                                typeReader.name(type),
                                ResultTypes.isStage(result)
                                        ? Optional.of(
                                                ClassName.get(
                                                        (TypeElement)
                                                                ((DeclaredType) result)
                                                                        .asElement()))
                                        : Optional.empty(),
                                opening,
                                found));
    }

    /** The items that a handler sends; it must know the type of what it may send. */
    private Optional<Answer.Shape> sent(
            ExecutableElement method, TypeMirror type, TypeMirror item, ReplyModel reply) {
        if (!isNothing(type)) {
            results.unsupported(
                    method, type, "return void, or remove the parameter of type Replies");
            return Optional.empty();
        }
        if (item.getKind() == TypeKind.WILDCARD) {
            results.unsupported(method, item, "name the type");
            return Optional.empty();
        }
        return items(method, Plurality.REPLIES, item, reply);
    }

    /** What a parameter {@code Replies<T>} takes. */
    private static Optional<TypeMirror> replies(ExecutableType method) {
        for (TypeMirror parameter : method.getParameterTypes()) {
            Optional<TypeMirror> item = repliesItem(parameter);
            if (item.isPresent()) {
                return item;
            }
        }
        return Optional.empty();
    }

    static Optional<TypeMirror> repliesItem(TypeMirror type) {
        return type instanceof DeclaredType declared
                        && declared.getTypeArguments().size() == 1
                        && ((TypeElement) declared.asElement())
                                .getQualifiedName()
                                .contentEquals("org.ropewalk.line.Replies")
                ? Optional.of(declared.getTypeArguments().get(0))
                : Optional.empty();
    }

    private static boolean isNothing(TypeMirror type) {
        return type.getKind() == TypeKind.VOID || qualified(type).equals("java.lang.Void");
    }

    private Optional<Answer.Shape> shape(
            ExecutableElement method, TypeMirror type, Optional<ReplyModel> declared) {
        return results.isAlmost(method, type) ? Optional.empty() : known(method, type, declared);
    }

    private Optional<Answer.Shape> known(
            ExecutableElement method, TypeMirror type, Optional<ReplyModel> declared) {
        ReplyModel reply = declared.orElse(ReplyModel.NONE);
        String qualified = qualified(type);
        if (isNothing(type)) {
            return Optional.of(new Answer.Fixed(reply));
        }
        if (types.asElement(type) instanceof TypeElement element && typeReader.isState(element)) {
            return Optional.of(new Answer.Enter(ClassName.get(element), reply));
        }
        if (qualified.equals("org.ropewalk.line.Capabilities")) {
            return Optional.of(
                    Answer.Items.capabilities(reply, payloads.announced(method).isPresent()));
        }
        Optional<PayloadModel> payload = payloads.announced(method);
        if (payload.isPresent()) {
            return payloads.read(method, type, payload.get(), reply);
        }
        if (untemplated.isPresent() && untemplated.get().has(type, reply)) {
            return values(method).read(type).map(value -> new Answer.Single(value, reply));
        }
        if (qualified.equals("java.util.Optional")) {
            return optional(method, type, declared);
        }
        if (qualified.equals("java.util.OptionalInt")
                || qualified.equals("java.util.OptionalLong")) {
            return optionalNumber(method, type, reply);
        }
        if ((type.getKind() == TypeKind.BOOLEAN || qualified.equals("java.lang.Boolean"))
                && reply.absent().isPresent()) {
            return Optional.of(new Answer.Truth(reply.present(), reply.ofAbsence()));
        }
        if (reply.value().map(AnswerReader::hasWords).orElse(false)) {
            return typeReader
                    .read(type, ResultTypes.RESULT, method)
                    .filter(ValueType.Several.class::isInstance)
                    .map(value -> new Answer.Single(value, reply));
        }
        if (LISTS.contains(qualified)) {
            Plurality kind = qualified.equals("java.util.Set") ? Plurality.SET : Plurality.LIST;
            return results.argument(method, type).flatMap(item -> items(method, kind, item, reply));
        }
        if (type instanceof ArrayType array
                && array.getComponentType().getKind() != TypeKind.BYTE) {
            return array(method, array, reply);
        }
        return one(method, type, declared);
    }

    private ResultValues values(ExecutableElement method) {
        return new ResultValues(
                type -> typeReader.read(type, ResultTypes.RESULT, method),
                element -> annotations.has(element, "Format"));
    }

    /** Whether an optional has one value; a list of lines may be empty itself. */
    private boolean isOne(Answer.Shape present, ExecutableElement method, TypeMirror type) {
        boolean one =
                !(present instanceof Answer.Items
                        || present instanceof Answer.Listing
                        || present instanceof Answer.Maybe);
        if (!one) {
            results.unsupported(method, type, "return the inner type, which can be empty");
        }
        return one;
    }

    private Optional<Answer.Shape> optional(
            ExecutableElement method, TypeMirror type, Optional<ReplyModel> declared) {
        ReplyModel reply = declared.orElse(ReplyModel.NONE);
        if (reply.absent().isEmpty() && reply.value().filter(Template::hasNilResult).isPresent()) {
            return typeReader
                    .read(type, ResultTypes.RESULT, method)
                    .map(value -> new Answer.Single(value, reply));
        }
        ReplyModel absent = reply.ofAbsence();
        return results.argument(method, type)
                .flatMap(value -> shape(method, value, declared.map(ReplyModel::present)))
                .filter(present -> isOne(present, method, type))
                .map(present -> new Answer.Maybe(Optionality.OPTIONAL, present, absent));
    }

    private Optional<Answer.Shape> optionalNumber(
            ExecutableElement method, TypeMirror type, ReplyModel reply) {
        if (!reply.value().map(Template::hasResult).orElse(false)) {
            return results.missing(method, ResultTypes.FOR_VALUE);
        }
        boolean nil =
                reply.absent().isEmpty()
                        && reply.value().filter(Template::hasNilResult).isPresent();
        return typeReader
                .read(type, ResultTypes.RESULT, method)
                .map(
                        value -> {
                            if (nil) {
                                return new Answer.Single(value, reply);
                            }
                            ValueType.Maybe maybe = (ValueType.Maybe) value;
                            return new Answer.Maybe(
                                    maybe.kind(),
                                    new Answer.Single(maybe.value(), reply.present()),
                                    reply.ofAbsence());
                        });
    }

    private Optional<Answer.Shape> array(
            ExecutableElement method, ArrayType type, ReplyModel reply) {
        TypeMirror element = type.getComponentType();
        if (element.getKind().isPrimitive() && !ARRAYS.contains(element.getKind())) {
            results.unsupported(method, type, "return a List");
            return Optional.empty();
        }
        return items(method, Plurality.ARRAY, element, reply);
    }

    private Optional<Answer.Shape> items(
            ExecutableElement method, Plurality kind, TypeMirror item, ReplyModel reply) {
        Optional<ReplyModel> each = reply.each().map(ReplyModel::of);
        boolean counted =
                kind != Plurality.REPLIES
                        && !ResultTypes.isParameter(method, "size")
                        && !ResultTypes.isParameter(method, "items");
        ReplyModel explained =
                counted ? reply.withValue(AnswerReader::sized).withEnd(AnswerReader::sized) : reply;
        boolean own =
                types.asElement(item) instanceof TypeElement element && ownLines.hasLines(element);
        if (each.isEmpty() && !own && !results.isAlmost(method, item)) {
            return results.missing(method, ResultTypes.FOR_LIST);
        }
        return one(method, item, each)
                .flatMap(shape -> replyReader.withText(shape, method))
                .map(shape -> new Answer.Items(kind, shape, explained));
    }

    /** {@code {size}} in a commentary: how many items there are. */
    private static Template sized(Template line) {
        return line.explaining("size", new Node.Size("items"));
    }

    /** Whether the whole result stands in a line as several words. */
    private static boolean hasWords(Template line) {
        return Stream.concat(
                        line.nodes().stream(),
                        line.fields().stream()
                                .flatMap(block -> block.fields().stream())
                                .flatMap(field -> field.value().stream()))
                .anyMatch(
                        node ->
                                node instanceof Node.Many many
                                        && many.name().equals(Node.Many.RESULT));
    }

    /** A single result, or a single item. */
    private Optional<Answer.Shape> one(
            ExecutableElement method, TypeMirror type, Optional<ReplyModel> declared) {
        Element element = types.asElement(type);
        Optional<ReplyModel> reply =
                annotations.has(method, "OnConnect")
                        ? declared
                        : declared.map(found -> found.withValue(Template::readable));
        boolean wholeValue =
                reply.stream()
                        .flatMap(found -> found.sequence().stream())
                        .anyMatch(line -> hasResult(method, line));
        if (element instanceof TypeElement declaredType
                && !wholeValue
                && ownLines.hasLines(declaredType)) {
            return ownLines.read(method, type, declaredType, declared);
        }
        if (!wholeValue && isForItems(reply)) {
            return results.noList(method);
        }
        Optional<ValueType> single =
                typeReader
                        .read(type, ResultTypes.RESULT, method)
                        .filter(value -> isOne(value, type, method));
        if (single.isPresent() && !wholeValue) {
            return results.missing(method, ResultTypes.FOR_VALUE);
        }
        return single.map(value -> new Answer.Single(value, reply.orElse(ReplyModel.NONE)));
    }

    /** Whether a reply has lines for the items of a list, and no other. */
    private static boolean isForItems(Optional<ReplyModel> reply) {
        return reply.filter(each -> each.value().isEmpty() && each.each().isPresent()).isPresent();
    }

    /** Whether the result stands in a line; a greeting's may stand where it is not read. */
    private boolean hasResult(ExecutableElement method, Template line) {
        return annotations.has(method, "OnConnect") ? line.mentionsResult() : line.hasResult();
    }

    /** Whether a value is always there, and one: what is not must be the whole result. */
    private boolean isOne(ValueType value, TypeMirror type, ExecutableElement method) {
        boolean one = !(value instanceof ValueType.Maybe || value instanceof ValueType.Several);
        if (!one) {
            reports.add(
                    Diagnostic.UNSUPPORTED_TYPE,
                    Place.of(method),
                    StandardTypes.simple(typeReader.name(type)),
                    "an item",
                    "return records, or values that are always present");
        }
        return one;
    }

    private static String qualified(TypeMirror type) {
        return type instanceof DeclaredType declared
                ? ((TypeElement) declared.asElement()).getQualifiedName().toString()
                : "";
    }
}
