package org.ropewalk.examples.redis;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.Reply;
import org.ropewalk.examples.redis.store.End;
import org.ropewalk.examples.redis.store.OutOfMemory;
import org.ropewalk.examples.redis.store.Popped;
import org.ropewalk.examples.redis.store.Refused;
import org.ropewalk.examples.redis.store.WrongType;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;
import org.ropewalk.line.Words;

/** Commands for lists. */
public interface ListCommands {
    /** Adds elements at the head; how many there are then. */
    @Command("LPUSH {key} {elements...}")
    long pushLeft(Slice key, Words elements) throws WrongType, OutOfMemory;

    /** Adds elements at the tail; how many there are then. */
    @Command("RPUSH {key} {elements...}")
    long pushRight(Slice key, Words elements) throws WrongType, OutOfMemory;

    /** Adds elements at the head of a list that is there. */
    @Command("LPUSHX {key} {elements...}")
    long pushLeftPresent(Slice key, Words elements) throws WrongType, OutOfMemory;

    /** Adds elements at the tail of a list that is there. */
    @Command("RPUSHX {key} {elements...}")
    long pushRightPresent(Slice key, Words elements) throws WrongType, OutOfMemory;

    /** Takes the element at the head. */
    @Command("LPOP {key}")
    Optional<Bytes> popLeft(Slice key) throws WrongType;

    /** Takes the element at the tail. */
    @Command("RPOP {key}")
    Optional<Bytes> popRight(Slice key) throws WrongType;

    /** Takes several elements at the head. */
    @Command("LPOP {key} {count}")
    @Errors(malformed = @Reply("-ERR {'value is out of range, must be positive'}"))
    Optional<List<Bytes>> popLeft(Slice key, long count) throws WrongType, Refused;

    /** Takes several elements at the tail. */
    @Command("RPOP {key} {count}")
    @Errors(malformed = @Reply("-ERR {'value is out of range, must be positive'}"))
    Optional<List<Bytes>> popRight(Slice key, long count) throws WrongType, Refused;

    /** How many elements there are. */
    @Command("LLEN {key}")
    long listLength(Slice key) throws WrongType;

    /** The elements of a part. */
    @Command("LRANGE {key} {from} {to}")
    List<Bytes> listRange(Slice key, long from, long to) throws WrongType;

    /** One element. */
    @Command("LINDEX {key} {index}")
    Optional<Bytes> listElement(Slice key, long index) throws WrongType;

    /** Replaces an element. */
    @Command("LSET {key} {index} {element}")
    @Reply("+OK")
    void setElement(Slice key, long index, Slice element) throws WrongType, OutOfMemory, Refused;

    /** Removes elements that are equal. */
    @Command("LREM {key} {count} {element}")
    long removeElements(Slice key, long count, Bytes element) throws WrongType;

    /** Keeps a part alone. */
    @Command("LTRIM {key} {from} {to}")
    @Reply("+OK")
    void trim(Slice key, long from, long to) throws WrongType;

    /** Inserts an element before or behind another. */
    @Command("LINSERT {key} {where} {pivot} {element}")
    @Errors(malformed = @Reply("-ERR {'syntax error'}"))
    long insert(Slice key, Where where, Bytes pivot, Bytes element) throws WrongType, OutOfMemory;

    /** Moves an element from the tail of a list to the head of another. */
    @Command("RPOPLPUSH {from} {to}")
    Optional<Bytes> popAndPush(Slice from, Slice to) throws WrongType, OutOfMemory;

    /** Moves an element from one end of a list to one of another. */
    @Command("LMOVE {from} {to} {fromEnd} {toEnd}")
    @Errors(malformed = @Reply("-ERR {'syntax error'}"))
    Optional<Bytes> moveElement(Slice from, Slice to, End fromEnd, End toEnd)
            throws WrongType, OutOfMemory;

    /** Takes an element at the head of the first list that has one, or waits for it. */
    @Command("BLPOP {keys...} {timeout}")
    @Errors(malformed = @Reply("-ERR {'timeout is not a float or out of range'}"))
    @Limits(requestSeconds = Limits.UNLIMITED)
    CompletionStage<Optional<Popped>> awaitLeft(List<Bytes> keys, double timeout)
            throws WrongType, OutOfMemory, Refused;

    /** As {@link #awaitLeft}, at the tail. */
    @Command("BRPOP {keys...} {timeout}")
    @Errors(malformed = @Reply("-ERR {'timeout is not a float or out of range'}"))
    @Limits(requestSeconds = Limits.UNLIMITED)
    CompletionStage<Optional<Popped>> awaitRight(List<Bytes> keys, double timeout)
            throws WrongType, OutOfMemory, Refused;

    /** As {@link #popAndPush}; waits for an element. */
    @Command("BRPOPLPUSH {from} {to} {timeout}")
    @Errors(malformed = @Reply("-ERR {'timeout is not a float or out of range'}"))
    @Limits(requestSeconds = Limits.UNLIMITED)
    CompletionStage<Optional<Bytes>> awaitAndPush(Bytes from, Bytes to, double timeout)
            throws WrongType, OutOfMemory, Refused;

    /** As {@link #moveElement}; waits for an element. */
    @Command("BLMOVE {from} {to} {fromEnd} {toEnd} {timeout}")
    @Errors(malformed = @Reply("-ERR {'timeout is not a float or out of range'}"))
    @Limits(requestSeconds = Limits.UNLIMITED)
    CompletionStage<Optional<Bytes>> awaitAndMove(
            Bytes from, Bytes to, End fromEnd, End toEnd, double timeout)
            throws WrongType, OutOfMemory, Refused;

    /** Where an element is inserted. */
    enum Where {
        BEFORE,
        AFTER
    }
}
