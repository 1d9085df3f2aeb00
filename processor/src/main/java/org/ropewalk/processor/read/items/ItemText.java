package org.ropewalk.processor.read.items;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.RecordModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.read.source.Annotations;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Blocks;
import org.ropewalk.processor.template.Terminators;

/**
 * The text that is the second line of each item of a list: a payload that ends where the line does,
 * so that it may be any text without a line end.
 *
 * @param name of the component
 * @param end what ends its line
 * @param place where it is declared
 */
public record ItemText(String name, String end, Place place) {
    /** The text that {@code @Reply} on {@code element} declares, if it does. */
    public static Optional<ItemText> of(
            Annotations annotations, Element element, Terminators terminators) {
        Optional<AnnotationMirror> reply = annotations.find(element, "Reply");
        return reply.map(mirror -> annotations.string(mirror, "each"))
                .flatMap(Blocks::textBehind)
                .map(
                        name ->
                                new ItemText(
                                        name,
                                        terminators.replies().get(0),
                                        annotations.place(element, reply.get(), "each")));
    }

    /** An item that has this text behind its line; nothing if it cannot, which is reported. */
    public Optional<Answer.Shape> in(Answer.Shape item, Reports reports) {
        if (item instanceof Answer.Structured one
                && one.record().components().stream().anyMatch(this::isText)) {
            List<ParameterModel> components =
                    one.record().components().stream()
                            .map(each -> each.name().equals(name) ? payload(each) : each)
                            .toList();
            return Optional.of(
                    new Answer.Structured(
                            new RecordModel(one.record().type(), components), one.reply()));
        }
        reports.add(
                Diagnostic.UNSUPPORTED_TYPE,
                place,
                item instanceof Answer.Structured one ? one.record().type().simpleName() : "item",
                name,
                "return records with a component String " + name);
        return Optional.empty();
    }

    private boolean isText(ParameterModel component) {
        return component.name().equals(name)
                && component.role() == ParameterModel.Role.VALUE
                && component.value() instanceof ValueType.Text;
    }

    private ParameterModel payload(ParameterModel text) {
        return new ParameterModel(
                text.name(),
                text.javaType(),
                text.value(),
                ParameterModel.Role.PAYLOAD,
                Optional.of(
                        new PayloadModel(
                                PayloadModel.Framing.DELIMITED,
                                PayloadModel.Trailer.NONE,
                                end,
                                PayloadModel.Chunk.UINT32,
                                Long.MAX_VALUE)),
                text.accessor());
    }
}
