/**
 * Contracts: what runs their code ({@link io.ghostbridge.api.vm.VirtualMachine}, one service a
 * format), what the code runs against ({@link io.ghostbridge.api.vm.WorldState} and {@link
 * io.ghostbridge.api.vm.Host}), and what executes whole transactions ({@link
 * io.ghostbridge.api.vm.ContractExecutor}).
 *
 * <p><b>Who does what at a call.</b> A machine runs code and nothing around it. The <i>envelope</i>
 * of a call (depth, checkpoint, transfer of value, nonce and address of a creation, deposit of its
 * code, revert on failure) is the {@link io.ghostbridge.api.vm.Host}'s, and the same for every
 * format; a contract of one format calls one of another through {@link
 * io.ghostbridge.api.vm.Host#call}.
 *
 * <p><b>Depth.</b> Calls nest to 1,024. A machine may run calls within its own format without the
 * Java stack growing; calls across formats nest on it, so whoever starts an execution does so on a
 * thread with a stack of known size. {@link io.ghostbridge.api.vm.ContractExecutor} sees to that.
 *
 * <p><b>Determinism.</b> The same message on the same state with the same contexts gives the same
 * result, gas included, whatever tier runs the code. What is not deterministic (interruption, lack
 * of memory) is an exception, never a result.
 */
@NullMarked
@Version("1.1.0")
package io.ghostbridge.api.vm;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
