package org.ropewalk.processor.output;

import java.util.List;
import java.util.Locale;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.ValueType;

/** What types are called. */
final class TypeText {
    private TypeText() {}

    static String lower(Enum<?> constant) {
        return lower(constant.name());
    }

    static String lower(String constant) {
        return constant.toLowerCase(Locale.ROOT);
    }

    /** The kind of a type, as the model names it; that of the value where it is optional. */
    static String kind(ValueType type) {
        if (type instanceof ValueType.Maybe maybe) {
            return kind(maybe.value());
        }
        if (type instanceof ValueType.Text) {
            return "text";
        }
        if (type instanceof ValueType.Octets) {
            return "bytes";
        }
        if (type instanceof ValueType.Integral) {
            return "integer";
        }
        if (type instanceof ValueType.Floating) {
            return "floating";
        }
        if (type instanceof ValueType.Big big) {
            return big.decimal() ? "decimal" : "integer";
        }
        if (type instanceof ValueType.Character) {
            return "character";
        }
        if (type instanceof ValueType.Truth) {
            return "flag";
        }
        return type instanceof ValueType.Enumeration ? "enum" : compound(type);
    }

    private static String compound(ValueType type) {
        if (type instanceof ValueType.Wrapper) {
            return "wrapper";
        }
        if (type instanceof ValueType.Formatted || type instanceof ValueType.Spelled) {
            return "format";
        }
        if (type instanceof ValueType.OneOf) {
            return "oneOf";
        }
        if (type instanceof ValueType.StateRef) {
            return "state";
        }
        if (type instanceof ValueType.Options || type instanceof ValueType.Names) {
            return "options";
        }
        if (type instanceof ValueType.Fields) {
            return "fields";
        }
        if (type instanceof ValueType.Content) {
            return "content";
        }
        return type instanceof ValueType.Several ? "list" : "word";
    }

    /** What a parameter is, in a cell of a table. */
    static String of(ParameterModel parameter) {
        if (parameter.role() == ParameterModel.Role.NO_REPLY) {
            return "present or not; if it is, success is not answered";
        }
        String type = of(parameter.value());
        return parameter.payload().map(payload -> of(payload) + ": " + type).orElse(type);
    }

    /** How a payload is framed. */
    static String of(PayloadModel payload) {
        return switch (payload.framing()) {
            case COUNTED -> "a payload of as many bytes as the line says";
            case DOTTED -> "a payload up to a line with a dot";
            case UNTIL -> "a payload up to the line " + Markdown.code(payload.until());
            case DELIMITED -> "a payload up to " + Markdown.code(payload.until());
            case CHUNKED -> "a payload of chunks behind their lengths";
            case UNTIL_CLOSE -> "a payload up to the end of the connection";
        };
    }

    private static String of(ValueType type) {
        if (type instanceof ValueType.Maybe maybe) {
            return of(maybe.value()) + ", may be missing";
        }
        if (type instanceof ValueType.Integral integral) {
            return "integer, " + integral.min() + " to " + integral.max();
        }
        if (type instanceof ValueType.Enumeration constants) {
            return "one of "
                    + String.join(", ", constants.words().stream().map(Markdown::code).toList());
        }
        if (type instanceof ValueType.Several several) {
            return "list: " + of(several.element());
        }
        if (type instanceof ValueType.Wrapper wrapper) {
            return of(wrapper.component());
        }
        if (type instanceof ValueType.Formatted formatted) {
            return Markdown.code(formatted.format().source());
        }
        List<ValueType> forms = ValueType.forms(type);
        if (!forms.isEmpty()) {
            return String.join(" or ", forms.stream().map(TypeText::of).toList());
        }
        return type instanceof ValueType.Custom custom
                ? Markdown.code(custom.javaType().simpleName())
                : kind(type);
    }
}
