package org.ropewalk.processor.read;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.ropewalk.processor.model.AdvertisedModel;
import org.ropewalk.processor.read.source.Annotations;
import org.ropewalk.processor.read.source.TemplateReader;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Names;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.template.Template;

/** Reads the lines of the capability list: {@code @Advertise}. */
final class AdvertisedReader {
    private final Readers readers;
    private final Annotations annotations;
    private final TemplateReader templates;

    AdvertisedReader(Readers readers) {
        this.readers = readers;
        this.annotations = readers.annotations();
        this.templates = readers.templates();
    }

    /** What a state and those that it inherits from advertise. */
    List<AdvertisedModel> read(TypeElement type) {
        List<AdvertisedModel> lines = new ArrayList<>();
        Set<TypeElement> seen = new LinkedHashSet<>();
        collect(type, seen);
        seen.forEach(each -> lines.addAll(lines(each)));
        return lines;
    }

    private static void collect(TypeElement type, Set<TypeElement> seen) {
        if (seen.add(type)) {
            for (TypeMirror inherited : type.getInterfaces()) {
                collect((TypeElement) ((DeclaredType) inherited).asElement(), seen);
            }
        }
    }

    /** The lines of {@code @Advertise}. */
    List<AdvertisedModel> lines(Element element) {
        Optional<AnnotationMirror> advertise = annotations.find(element, "Advertise");
        if (advertise.isEmpty()) {
            return List.of();
        }
        Place place = annotations.place(element, advertise.get(), "value");
        List<Template> lines =
                annotations.list(advertise.get(), "value").stream()
                        .flatMap(
                                line ->
                                        readers
                                                .templates()
                                                .parse(String.valueOf(line.getValue()), place)
                                                .stream())
                        .toList();
        lines.forEach(line -> checkSupplied(element, line, place));
        return List.of(new AdvertisedModel(lines, annotations.has(element, "StartTls")));
    }

    /** Only supplied values may stand in a line of the capability list. */
    private void checkSupplied(Element element, Template line, Place place) {
        Set<String> known = readers.supplied(element);
        line.names().stream()
                .filter(name -> !known.contains(name))
                .forEach(
                        name ->
                                readers.reports()
                                        .add(
                                                Diagnostic.UNBOUND_PLACEHOLDER,
                                                place,
                                                name,
                                                "supplied value",
                                                Names.suggestion(name, known)));
    }
}
