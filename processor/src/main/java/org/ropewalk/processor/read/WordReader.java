package org.ropewalk.processor.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import org.ropewalk.processor.read.source.Annotations;
import org.ropewalk.processor.read.source.TemplateReader;
import org.ropewalk.processor.read.wire.QuotesReader;
import org.ropewalk.processor.read.wire.WireReader;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.LetterCase;
import org.ropewalk.processor.template.Mnemonics;
import org.ropewalk.processor.template.Quotation;

/** Reads the words that stand for an enum's constants, or that name a record's components. */
final class WordReader {
    private final Annotations annotations;
    private final TemplateReader templates;
    private final LetterCase letterCase;

    /** The characters that no bare word has. */
    private final String marks;

    /** The word for no value; empty if there is none. */
    private final String nil;

    /** Whether constants have a short and a long form. */
    private final boolean shortForms;

    private final Reports reports;

    WordReader(
            Annotations annotations,
            TypeElement protocol,
            TemplateReader templates,
            LetterCase letterCase,
            Reports reports) {
        this.annotations = annotations;
        this.templates = templates;
        this.letterCase = letterCase;
        this.shortForms =
                annotations
                        .find(protocol, "LineProtocol")
                        .filter(line -> WireReader.hasShortForms(annotations, line))
                        .isPresent();
        this.marks = QuotesReader.marks(annotations, protocol);
        this.nil = QuotesReader.quotation(annotations, protocol).map(Quotation::nil).orElse("");
        this.reports = reports;
    }

    /** The constants of an enum, in their order. */
    static List<? extends Element> constants(TypeElement type) {
        return type.getEnclosedElements().stream()
                .filter(member -> member.getKind() == ElementKind.ENUM_CONSTANT)
                .toList();
    }

    /** The word of a constant or a component: its own format, or its name. */
    String word(Element element) {
        return forms(element, written(element)).get(0);
    }

    /** A constant's word and its short form, where words have such. */
    private List<String> forms(Element element, String word) {
        return shortForms && element.getKind() == ElementKind.ENUM_CONSTANT
                ? Mnemonics.forms(word)
                : List.of(word);
    }

    private String written(Element element) {
        String name = element.getSimpleName().toString();
        return annotations
                .find(element, "Format")
                .map(format -> annotations.first(format, "value"))
                .map(format -> format.replace(value(name), ""))
                .orElse(name);
    }

    /** What a constant is read from, beside its word. */
    List<String> others(Element constant) {
        Stream<String> spellings =
                annotations
                        .find(constant, "Format")
                        .map(format -> annotations.list(format, "value"))
                        .orElse(List.of())
                        .stream()
                        .skip(1)
                        .map(value -> String.valueOf(value.getValue()));
        return Stream.concat(Stream.of(written(constant)), spellings)
                .flatMap(word -> forms(constant, word).stream())
                .skip(1)
                .toList();
    }

    /** Whether the value of a named word is the next word: {@code EX {seconds}}. */
    boolean isApart(Element component) {
        return annotations
                .find(component, "Format")
                .filter(
                        format ->
                                annotations
                                        .first(format, "value")
                                        .endsWith(value(component.getSimpleName().toString())))
                .isPresent();
    }

    private static String value(String name) {
        return " {" + name + "}";
    }

    /**
     * Reports what is not one word, or is that of another.
     *
     * @param reserved characters that no word has beside blanks
     */
    void check(List<? extends Element> elements, String reserved) {
        Map<String, Element> seen = new HashMap<>();
        for (Element element : elements) {
            List<String> words = new ArrayList<>(List.of(word(element)));
            if (element.getKind() == ElementKind.ENUM_CONSTANT) {
                words.addAll(others(element));
            } else {
                annotations
                        .find(element, "Format")
                        .ifPresent(
                                format ->
                                        templates.only(
                                                annotations.list(format, "value"), place(element)));
            }
            words.forEach(
                    word ->
                            check(
                                    word,
                                    element,
                                    seen.putIfAbsent(letterCase.fold(word), element),
                                    reserved));
        }
    }

    private void check(String word, Element element, Element other, String reserved) {
        String wrong =
                word.isEmpty()
                        ? "it is empty"
                        : word.chars().anyMatch(c -> c <= ' ' || reserved.indexOf(c) >= 0)
                                ? "it is not one word"
                                : word.chars().anyMatch(c -> marks.indexOf(c) >= 0)
                                        ? "it has a character of @Quoted"
                                        : isNil(word)
                                                ? "it is the word for no value of @Quoted"
                                                : other != null
                                                        ? "it is also the word for "
                                                                + other.getSimpleName()
                                                        : "";
        if (wrong.isEmpty()) {
            templates.checkCharset(word, word, place(element));
        } else {
            reports.add(
                    Diagnostic.NOT_A_WORD, place(element), word, element.getSimpleName(), wrong);
        }
    }

    private boolean isNil(String word) {
        return !nil.isEmpty() && nil.equalsIgnoreCase(word);
    }

    private Place place(Element element) {
        return annotations
                .find(element, "Format")
                .map(format -> annotations.place(element, format, "value"))
                .orElse(Place.of(element));
    }
}
