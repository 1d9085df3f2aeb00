package org.ropewalk.processor.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/**
 * Gives values of several words their places in lines: so many words, or a text.
 *
 * @param values what names stand for
 * @param result what {@code {}} stands for, if it is one value
 */
public record Phrases(List<ParameterModel> values, Optional<ValueType> result) {
    /** Copies the list. */
    public Phrases {
        values = List.copyOf(values);
    }

    /** Places of the values that are called so. */
    public static Phrases of(List<ParameterModel> values) {
        return new Phrases(values, Optional.empty());
    }

    /** A record by its formats. */
    public static ValueType formatted(RecordModel record, List<Template> formats) {
        Phrases phrases = of(record.components());
        List<ValueType.Formatted> spellings =
                formats.stream()
                        .map(each -> new ValueType.Formatted(record, phrases.in(each)))
                        .toList();
        return spellings.size() == 1
                ? withNil(spellings.get(0), spellings)
                : new ValueType.Spelled(
                        record, spellings.stream().map(each -> withNil(each, spellings)).toList());
    }

    /**
     * A format in which a word stands for no value where this is a word of its own, and where no
     * other format is for no value.
     */
    private static ValueType.Formatted withNil(
            ValueType.Formatted format, List<ValueType.Formatted> all) {
        Set<String> names = new HashSet<>();
        format.outsideGroups().stream()
                .filter(
                        each ->
                                format.words() != 1
                                        && all.stream()
                                                .allMatch(
                                                        other ->
                                                                other.outsideGroups()
                                                                        .contains(each)))
                .forEach(each -> names.add(each.name()));
        return format.withNil(names);
    }

    /** These, and others. */
    private Phrases with(List<ParameterModel> more) {
        List<ParameterModel> all = new ArrayList<>(more);
        all.addAll(values);
        return new Phrases(all, result);
    }

    private boolean isNeeded() {
        return result.map(ValueType::words).orElse(1) != 1
                || values.stream().anyMatch(value -> ValueType.words(value.value()) != 1);
    }

    // ---- lines

    /** A line with places for values of several words. */
    public Template in(Template line) {
        return isNeeded() ? line.with(in(line.nodes(), List.of())) : line;
    }

    private List<Node> in(List<Node> nodes, List<Node> behind) {
        List<Node> places = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            List<Node> next = new ArrayList<>(nodes.subList(i + 1, nodes.size()));
            next.addAll(behind);
            if (node instanceof Node.Group group) {
                places.add(new Node.Group(in(group.nodes(), next)));
            } else if (node instanceof Node.Fields block) {
                places.add(block.map(value -> in(value, List.of())));
            } else if (node instanceof Node.Result whole
                    && whole.quoting() != Node.Quoting.ALWAYS
                    && words(result) != 1) {
                places.add(new Node.ResultRest());
            } else if (node instanceof Node.Word word) {
                places.add(place(word, next));
            } else {
                places.add(node);
            }
        }
        return places;
    }

    private Node place(Node.Word word, List<Node> next) {
        int words = words(value(word.name()));
        if (words == 1 || word.quoting() == Node.Quoting.ALWAYS) {
            return word;
        }
        return words == 0 || isGlued(next)
                ? new Node.Rest(word.name())
                : new Node.Phrase(word.name(), words);
    }

    /** Whether what stands behind a value may be a part of its last word. */
    private static boolean isGlued(List<Node> next) {
        if (next.isEmpty()) {
            return false;
        }
        return next.get(0) instanceof Node.Group group
                ? isGlued(group.nodes()) || isGlued(next.subList(1, next.size()))
                : !(next.get(0) instanceof Node.Separator);
    }

    private Optional<ValueType> value(String name) {
        return values.stream()
                .filter(value -> value.name().equals(name))
                .findFirst()
                .map(ParameterModel::value);
    }

    private static int words(Optional<ValueType> type) {
        return type.filter(each -> !(each instanceof ValueType.Several))
                .map(ValueType::words)
                .orElse(1);
    }

    // ---- replies

    /** A reply with places for values of several words. */
    public ReplyModel in(ReplyModel reply) {
        UnaryOperator<Template> line = this::in;
        return isNeeded() ? reply.map(line, line) : reply;
    }

    /** A declared exception, whose own values are nearer. */
    public FailureModel in(FailureModel failure) {
        return new FailureModel(
                failure.type(),
                failure.parameters(),
                with(failure.parameters()).in(failure.reply()));
    }

    /** An answer with places for values of several words. */
    public Answer in(Answer answer) {
        return new Answer(
                answer.javaType(),
                answer.stage(),
                answer.opening().map(this::in),
                in(answer.shape()));
    }

    private Answer.Shape in(Answer.Shape shape) {
        if (shape instanceof Answer.Maybe maybe) {
            return new Answer.Maybe(maybe.kind(), in(maybe.present()), in(maybe.absent()));
        }
        if (shape instanceof Answer.Items items) {
            return new Answer.Items(
                    items.kind(), in(items.item()), of(items.item()).in(items.reply()));
        }
        if (shape instanceof Answer.Listing listing) {
            return new Answer.Listing(
                    listing.record(),
                    listing.items(),
                    with(listing.record().components()).in(listing.item()),
                    of(listing.item()).with(listing.record().components()).in(listing.reply()));
        }
        if (shape instanceof Answer.Alternatives several) {
            return new Answer.Alternatives(
                    several.type(),
                    several.alternatives().stream()
                            .map(each -> (Answer.Structured) in((Answer.Shape) each))
                            .toList());
        }
        Phrases own = of(shape);
        return shape.map(own::in, own::in);
    }

    /** These, and what a shape has. */
    private Phrases of(Answer.Shape shape) {
        if (shape instanceof Answer.Single single) {
            return new Phrases(values, Optional.of(single.value()));
        }
        return shape instanceof Answer.Structured structured
                ? with(structured.record().components())
                : this;
    }
}
