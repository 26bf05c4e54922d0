package org.dubbelslot.workplace;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.transfer.TransferQueue;
import org.dubbelslot.transfer.TransferService;
import org.dubbelslot.transfer.Transfers;
import org.dubbelslot.words.Failures;

/**
 * A person's transfers and what carries them. Closing it stops what is carried; the queue closes
 * with what it is held by, and tells then what is left. For any number of threads.
 */
final class Carriers implements AutoCloseable {
  private final Services services;
  private final Person person;
  private final Member member;
  private final Planting planting;
  private final Holdings held;

  /** Closed before what they work with. */
  private final Holdings carrying = new Holdings();

  private final Once<TransferQueue> queue = new Once<>(this::openQueue);
  private final Once<TransferService> service = new Once<>(this::openService);
  private final AtomicReference<Transfers> transfers = new AtomicReference<>();

  /** Finds the tree of a place by name, whose uploads are noted in a queue. */
  @FunctionalInterface
  interface Planting {
    SealedTree tree(TransferQueue jobs, String place, boolean writing) throws Exception;
  }

  Carriers(Services services, Person person, Member member, Planting planting, Holdings held) {
    this.services = services;
    this.person = person;
    this.member = member;
    this.planting = planting;
    this.held = held;
  }

  /** This person's transfers, those of other runs among them. */
  TransferQueue queue() throws Exception {
    return queue.get();
  }

  private TransferQueue openQueue() throws Exception {
    TransferQueue opened =
        held.hold(
            TransferQueue.open(
                services.home().state(),
                member.membership().localSeal("transfers"),
                services.clock()));
    held.hold(() -> tellWhatIsLeft(opened));
    return opened;
  }

  private void tellWhatIsLeft(TransferQueue jobs) throws LocalFileException {
    int left = jobs.left();
    if (left > 0) {
      person.notice(new Notice.TransfersLeft(left));
    }
  }

  /** What carries the queue for one command; the one before is closed. */
  Transfers transfers() throws Exception {
    Transfers made =
        new Transfers(
            queue(),
            trees(),
            new Transfers.Settings(
                services.policy().parallelTransfers(), this::code, person::sent));
    Transfers before = transfers.getAndSet(carrying.hold(made));
    if (before != null) {
      carrying.release(before);
    }
    return made;
  }

  /** What carries the queue for as long as this is open; the same one each time. */
  TransferService service() throws Exception {
    return service.get();
  }

  private TransferService openService() throws Exception {
    return carrying.hold(
        new TransferService(
            queue(),
            trees(),
            new TransferService.Settings(
                services.policy().parallelTransfers(), this::code, services.pause()::now)));
  }

  /** The trees of places by name, whose uploads are noted in the queue. */
  Transfers.Trees trees() throws Exception {
    TransferQueue jobs = queue();
    return new Transfers.Trees() {
      @Override
      public SealedTree reading(String place) throws Exception {
        return planting.tree(jobs, place, false);
      }

      @Override
      public SealedTree writing(String place) throws Exception {
        return planting.tree(jobs, place, true);
      }
    };
  }

  private String code(Throwable thrown) {
    return new Failures(person.words()).describe(thrown, Optional.empty()).code().code();
  }

  @Override
  public void close() {
    carrying.close();
  }
}
