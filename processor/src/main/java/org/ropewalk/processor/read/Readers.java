package org.ropewalk.processor.read;

import java.nio.charset.Charset;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;
import org.ropewalk.processor.read.source.Annotations;
import org.ropewalk.processor.read.source.DocumentationReader;
import org.ropewalk.processor.read.source.TemplateReader;
import org.ropewalk.processor.read.source.Visibility;
import org.ropewalk.processor.read.wire.CarrierReader;
import org.ropewalk.processor.read.wire.CharsetReader;
import org.ropewalk.processor.read.wire.EnvelopeReader;
import org.ropewalk.processor.read.wire.QuotesReader;
import org.ropewalk.processor.read.wire.TerminatorReader;
import org.ropewalk.processor.read.wire.WireReader;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.LetterCase;

/** The readers of one declaration, each made once. */
record Readers(
        Types types,
        Annotations annotations,
        TemplateReader templates,
        TypeReader typeReader,
        NamedWordsReader namedWords,
        ReplyReader replyReader,
        AnswerReader answerReader,
        FailureReader failureReader,
        LimitsReader limitsReader,
        EnvelopeReader envelopeReader,
        DocumentationReader documentation,
        Visibility visibility,
        Reports reports) {

    /**
     * The names of the values that templates on {@code element}, or on what declares it, may use.
     */
    Set<String> supplied(Element element) {
        TypeElement type =
                element instanceof TypeElement itself
                        ? itself
                        : (TypeElement) element.getEnclosingElement();
        Set<String> names = new TreeSet<>();
        supplied(type, names);
        return names;
    }

    private void supplied(TypeElement type, Set<String> names) {
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            if (annotations.has(method, "Supplies")) {
                names.add(method.getSimpleName().toString());
            }
        }
        for (TypeMirror inherited : type.getInterfaces()) {
            supplied((TypeElement) ((DeclaredType) inherited).asElement(), names);
        }
    }

    /** The type of a method that {@code protocol} declares or inherits. */
    ExecutableType asMember(TypeElement protocol, ExecutableElement method) {
        try {
            return (ExecutableType) types.asMemberOf((DeclaredType) protocol.asType(), method);
        } catch (IllegalArgumentException e) {
            // Eclipse's compiler refuses methods of super-interfaces; without type variables their
            // own type serves.
            return (ExecutableType) method.asType();
        }
    }

    static Readers of(ProcessingEnvironment environment, TypeElement protocol, Reports reports) {
        Types types = environment.getTypeUtils();
        Visibility visibility = new Visibility(environment.getElementUtils(), protocol, reports);
        Annotations annotations = new Annotations(environment.getElementUtils());
        AnnotationMirror line = annotations.find(protocol, "LineProtocol").orElseThrow();
        LetterCase letterCase = new LetterCase(WireReader.isCaseSensitive(annotations, line));
        TemplateReader templates = templates(annotations, protocol, line, reports);
        DocumentationReader documentation = new DocumentationReader(environment.getElementUtils());
        WordReader words = new WordReader(annotations, protocol, templates, letterCase, reports);
        TypeReader typeReader =
                types(environment, annotations, templates, words, visibility, reports);
        boolean endsBlocks = EnvelopeReader.endsBlocks(annotations, protocol);
        ReplyReader replyReader = new ReplyReader(annotations, templates, endsBlocks, reports);
        FailureReader failures =
                failures(
                        environment,
                        annotations,
                        documentation,
                        typeReader,
                        templates,
                        replyReader,
                        visibility,
                        reports);
        return new Readers(
                types,
                annotations,
                templates,
                typeReader,
                new NamedWordsReader(typeReader, types, words),
                replyReader,
                new AnswerReader(
                        types,
                        annotations,
                        typeReader,
                        replyReader,
                        templates,
                        visibility,
                        failures::object,
                        WireReader.isResp(annotations, line),
                        reports),
                failures,
                new LimitsReader(annotations, reports),
                new EnvelopeReader(annotations, templates, reports),
                documentation,
                visibility,
                reports);
    }

    private static TypeReader types(
            ProcessingEnvironment environment,
            Annotations annotations,
            TemplateReader templates,
            WordReader words,
            Visibility visibility,
            Reports reports) {
        return new TypeReader(
                environment.getTypeUtils(),
                environment.getElementUtils(),
                annotations,
                templates,
                words,
                visibility,
                reports);
    }

    private static FailureReader failures(
            ProcessingEnvironment environment,
            Annotations annotations,
            DocumentationReader documentation,
            TypeReader typeReader,
            TemplateReader templates,
            ReplyReader replyReader,
            Visibility visibility,
            Reports reports) {
        return new FailureReader(
                environment.getTypeUtils(),
                environment.getElementUtils(),
                annotations,
                documentation,
                typeReader,
                templates,
                replyReader,
                visibility,
                reports);
    }

    private static TemplateReader templates(
            Annotations annotations, TypeElement protocol, AnnotationMirror line, Reports reports) {
        Charset charset = CharsetReader.charset(annotations.string(line, "charset"));
        return new TemplateReader(
                charset,
                TerminatorReader.terminators(annotations, line)
                        .withEmptyLines(EnvelopeReader.hasEmptyLines(annotations, protocol)),
                EnvelopeReader.checks(annotations, protocol).any(),
                CarrierReader.isOnlyLines(annotations, line),
                QuotesReader.quotation(annotations, protocol),
                reports);
    }
}
