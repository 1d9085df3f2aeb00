package org.ropewalk.processor.output;

import java.util.List;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.RecordModel;
import org.ropewalk.processor.model.ValueType;

/** Values and their types as JSON. */
final class ValueOutput {
    private static final String KIND = "kind";

    private final Json json;
    private final StateNames states;

    ValueOutput(Json json, StateNames states) {
        this.json = json;
        this.states = states;
    }

    /** The members of a parameter, component or result. */
    void named(ParameterModel value) {
        json.text("name", value.name()).text("role", TypeText.lower(value.role()));
        json.object("type");
        type(value.value());
        json.endObject();
        if (value.payload().isPresent()) {
            payload(value.payload().get());
        }
    }

    private void payload(PayloadModel payload) {
        json.object("payload").text("framing", TypeText.lower(payload.framing()));
        if (payload.isCounted()) {
            json.text("trailer", TypeText.lower(payload.trailer()));
            if (payload.maxLength() != Long.MAX_VALUE) {
                json.number("maxLength", payload.maxLength());
            }
        } else if (payload.framing() == PayloadModel.Framing.CHUNKED) {
            json.text("chunk", TypeText.lower(payload.chunk()));
        } else {
            json.given("until", payload.until());
        }
        json.endObject();
    }

    /** The members of a type. */
    private void type(ValueType type) {
        if (type instanceof ValueType.Maybe maybe) {
            type(maybe.value());
            json.flag("optional", true);
            return;
        }
        json.text(KIND, TypeText.kind(type)).text("java", type.javaType().toString());
        if (type instanceof ValueType.Integral integral) {
            json.text("min", integral.min().toString()).text("max", integral.max().toString());
        } else if (type instanceof ValueType.Enumeration constants) {
            json.texts("words", constants.words());
        } else if (type instanceof ValueType.StateRef state) {
            json.text("state", states.of(state.javaType()));
        } else if (type instanceof ValueType.Several several) {
            element(several.element());
        } else if (type instanceof ValueType.Wrapper wrapper) {
            element(wrapper.component());
        } else {
            parts(type);
        }
    }

    private void element(ValueType element) {
        json.object("element");
        type(element);
        json.endObject();
    }

    private void parts(ValueType type) {
        if (type instanceof ValueType.Formatted formatted) {
            json.text("format", formatted.format().source());
            components(formatted.record().components());
        } else if (type instanceof ValueType.Spelled spelled) {
            json.texts(
                    "formats",
                    spelled.spellings().stream().map(each -> each.format().source()).toList());
            components(spelled.record().components());
        } else if (type instanceof ValueType.Options options) {
            json.texts("words", options.words());
            components(options.record().components());
        } else if (type instanceof ValueType.OneOf several) {
            json.array("alternatives");
            for (ValueType each : several.alternatives()) {
                json.object();
                type(each);
                json.endObject();
            }
            json.endArray();
        } else if (type instanceof ValueType.Content content) {
            json.given("line", content.line().source());
            RecordModel record = content.items().orElse(content.whole().orElse(null));
            if (record != null) {
                components(record.components());
            }
        }
    }

    private void components(List<ParameterModel> components) {
        json.array("components");
        for (ParameterModel component : components) {
            json.object();
            named(component);
            json.endObject();
        }
        json.endArray();
    }
}
