/** Mail as it lies on disk, for the protocols that bring it and those that fetch it. */
package org.ropewalk.examples.mail;
