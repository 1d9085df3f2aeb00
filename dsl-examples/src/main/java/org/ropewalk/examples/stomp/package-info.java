/** STOMP: topics and queues in memory, with acknowledgements, transactions and heart-beats. */
package org.ropewalk.examples.stomp;
