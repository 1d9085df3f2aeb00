package org.ropewalk.processor.model;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.processor.template.Template;

/** The replies that one {@code @Errors} declares. */
public final class ErrorReplies {
    /** Nothing declared. */
    public static final ErrorReplies NONE = new ErrorReplies(Map.of());

    private final Map<ErrorKind, ErrorReply> replies;
    private final List<Template> refusals;

    /** Replies alone. */
    public ErrorReplies(Map<ErrorKind, ErrorReply> replies) {
        this(replies, List.of());
    }

    /**
     * Copies both.
     *
     * @param refusals the lines that fail a client's call where no other line fits
     */
    public ErrorReplies(Map<ErrorKind, ErrorReply> replies, List<Template> refusals) {
        this.replies = replies.isEmpty() ? new EnumMap<>(ErrorKind.class) : new EnumMap<>(replies);
        this.refusals = List.copyOf(refusals);
    }

    /** Whether no reply is declared. */
    public boolean isEmpty() {
        return replies.isEmpty();
    }

    /** The lines that fail a client's call where no other line fits. */
    public List<Template> refusals() {
        return refusals;
    }

    /** What is declared for {@code kind}, if anything is; defaults are not followed. */
    public Optional<ErrorReply> declared(ErrorKind kind) {
        return Optional.ofNullable(replies.get(kind));
    }

    /** What is declared for these kinds. */
    public ErrorReplies only(ErrorKind... kinds) {
        Map<ErrorKind, ErrorReply> some = new EnumMap<>(replies);
        some.keySet().retainAll(List.of(kinds));
        return new ErrorReplies(some);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ErrorReplies same
                && replies.equals(same.replies)
                && refusals.equals(same.refusals);
    }

    @Override
    public int hashCode() {
        return replies.hashCode() * 31 + refusals.hashCode();
    }

    /**
     * The reply to something that the runtime found wrong.
     *
     * @param silent whether nothing is written
     * @param reply the line otherwise
     */
    public record ErrorReply(boolean silent, ReplyModel reply) {}
}
