package org.ropewalk.examples.redis;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.ropewalk.examples.redis.store.End;
import org.ropewalk.examples.redis.store.Lists;
import org.ropewalk.examples.redis.store.OutOfMemory;
import org.ropewalk.examples.redis.store.Popped;
import org.ropewalk.examples.redis.store.Refused;
import org.ropewalk.examples.redis.store.Wait;
import org.ropewalk.examples.redis.store.WrongType;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;
import org.ropewalk.line.Words;

/** Answers the commands for lists from the store. */
interface ListAnswers extends ListCommands {
    /** The store's lists. */
    Lists lists();

    /**
     * Ends a wait when its time is over or the client has gone.
     *
     * @param timeout in seconds; 0 for no end
     */
    CompletionStage<Optional<Popped>> await(Wait wait, double timeout);

    /** A time that makes sense. */
    private static void check(double timeout) throws Refused {
        if (timeout < 0) {
            throw new Refused("timeout is negative");
        }
        if (!(timeout <= Long.MAX_VALUE / 1e9)) {
            throw new Refused("timeout is out of range");
        }
    }

    @Override
    default long pushLeft(Slice key, Words elements) throws WrongType, OutOfMemory {
        return lists().push(key, elements, End.LEFT);
    }

    @Override
    default long pushRight(Slice key, Words elements) throws WrongType, OutOfMemory {
        return lists().push(key, elements, End.RIGHT);
    }

    @Override
    default long pushLeftPresent(Slice key, Words elements) throws WrongType, OutOfMemory {
        return lists().pushPresent(key, elements, End.LEFT);
    }

    @Override
    default long pushRightPresent(Slice key, Words elements) throws WrongType, OutOfMemory {
        return lists().pushPresent(key, elements, End.RIGHT);
    }

    @Override
    default Optional<Bytes> popLeft(Slice key) throws WrongType {
        return lists().pop(key, End.LEFT);
    }

    @Override
    default Optional<Bytes> popRight(Slice key) throws WrongType {
        return lists().pop(key, End.RIGHT);
    }

    @Override
    default Optional<List<Bytes>> popLeft(Slice key, long count) throws WrongType, Refused {
        return lists().pop(key, End.LEFT, count);
    }

    @Override
    default Optional<List<Bytes>> popRight(Slice key, long count) throws WrongType, Refused {
        return lists().pop(key, End.RIGHT, count);
    }

    @Override
    default long listLength(Slice key) throws WrongType {
        return lists().length(key);
    }

    @Override
    default List<Bytes> listRange(Slice key, long from, long to) throws WrongType {
        return lists().range(key, from, to);
    }

    @Override
    default Optional<Bytes> listElement(Slice key, long index) throws WrongType {
        return lists().get(key, index);
    }

    @Override
    default void setElement(Slice key, long index, Slice element)
            throws WrongType, OutOfMemory, Refused {
        lists().set(key, index, element.toBytes());
    }

    @Override
    default long removeElements(Slice key, long count, Bytes element) throws WrongType {
        return lists().remove(key, count, element);
    }

    @Override
    default void trim(Slice key, long from, long to) throws WrongType {
        lists().trim(key, from, to);
    }

    @Override
    default long insert(Slice key, Where where, Bytes pivot, Bytes element)
            throws WrongType, OutOfMemory {
        return lists().insert(key, where == Where.BEFORE, pivot, element);
    }

    @Override
    default Optional<Bytes> popAndPush(Slice from, Slice to) throws WrongType, OutOfMemory {
        return lists().move(from, to, End.RIGHT, End.LEFT);
    }

    @Override
    default Optional<Bytes> moveElement(Slice from, Slice to, End fromEnd, End toEnd)
            throws WrongType, OutOfMemory {
        return lists().move(from, to, fromEnd, toEnd);
    }

    @Override
    default CompletionStage<Optional<Popped>> awaitLeft(List<Bytes> keys, double timeout)
            throws WrongType, OutOfMemory, Refused {
        check(timeout);
        return await(lists().popOrWait(keys, End.LEFT), timeout);
    }

    @Override
    default CompletionStage<Optional<Popped>> awaitRight(List<Bytes> keys, double timeout)
            throws WrongType, OutOfMemory, Refused {
        check(timeout);
        return await(lists().popOrWait(keys, End.RIGHT), timeout);
    }

    @Override
    default CompletionStage<Optional<Bytes>> awaitAndPush(Bytes from, Bytes to, double timeout)
            throws WrongType, OutOfMemory, Refused {
        return awaitAndMove(from, to, End.RIGHT, End.LEFT, timeout);
    }

    @Override
    default CompletionStage<Optional<Bytes>> awaitAndMove(
            Bytes from, Bytes to, End fromEnd, End toEnd, double timeout)
            throws WrongType, OutOfMemory, Refused {
        check(timeout);
        return await(lists().moveOrWait(from, to, fromEnd, toEnd), timeout)
                .thenApply(popped -> popped.map(Popped::element));
    }
}
