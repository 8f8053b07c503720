"""The words of the field, one a thing, in both languages; code, contract and guide use no others."""

from sla_service.core.law import Text

GLOSSARY: tuple[tuple[Text, Text], ...] = (
    (
        Text("hồ sơ", "dossier"),
        Text("giấy tờ người dân nộp để giải quyết một việc", "the file a citizen hands in"),
    ),
    (Text("thủ tục hành chính", "procedure"), Text("việc người dân yêu cầu giải quyết", "what is asked for")),
    (
        Text("cơ quan; Bộ phận Một cửa", "authority, office"),
        Text("nơi tiếp nhận; quầy và giờ làm việc của nơi đó", "who receives; its counter and hours"),
    ),
    (
        Text("tiếp nhận", "receipt, `received_at`"),
        Text("lúc hồ sơ đầy đủ được nhận", "when the complete dossier was accepted"),
    ),
    (
        Text("thời điểm bắt đầu tính", "deemed receipt, `counted_from`"),
        Text("lúc thời hạn bắt đầu chạy theo luật", "when the law counts from"),
    ),
    (
        Text("thời hạn giải quyết", "term"),
        Text("khoảng thời gian được phép giải quyết", "the length granted"),
    ),
    (
        Text("hạn trả, ngày hẹn trả", "due date, `due_at`, `due_on`"),
        Text("khi nào phải trả kết quả", "when the result is owed"),
    ),
    (Text("thời hạn luật định", "statutory term"), Text("thời hạn do luật quy định", "the law's")),
    (
        Text("cam kết rút ngắn", "commitment, promise"),
        Text("lời hứa của địa phương, ngắn hơn luật", "a local promise that shortens it"),
    ),
    (
        Text("giờ chốt", "cutoff"),
        Text(
            "giờ trong ngày quyết định thời hạn nào được áp dụng",
            "the clock time that decides which term applies",
        ),
    ),
    (
        Text("cách nộp", "channel"),
        Text("trực tiếp, trực tuyến hay qua bưu chính", "in person, online or by post"),
    ),
    (
        Text("lĩnh vực", "field"),
        Text("nhóm thủ tục, như đất đai, tư pháp", "a group of procedures, as land or justice"),
    ),
    (
        Text("lịch làm việc", "calendar"),
        Text("giờ của từng ngày, ngày nào nghỉ và vì sao", "the hours of each day, which are off and why"),
    ),
    (
        Text("ngày phục vụ", "service day"),
        Text("ngày trong tuần có mô hình riêng", "a weekday with a model of its own"),
    ),
    (
        Text("ngày không hẹn", "no-appointment day"),
        Text(
            "ngày trong tuần trả kết quả ngay, không viết phiếu hẹn",
            "a weekday on which results are given at once, without a slip",
        ),
    ),
    (
        Text("ngày không viết", "no-writing day"),
        Text(
            "ngày trong tuần cán bộ viết hộ tờ khai; không đổi thời hạn",
            "a weekday on which staff fill in the forms; changes no term",
        ),
    ),
    (
        Text("thời gian làm việc", "working time"),
        Text(
            "thời gian trong giờ hành chính của ngày làm việc",
            "time within the office's hours on working days",
        ),
    ),
    (
        Text("tiến độ; đang xử lý, quá hạn", "progress; running, overdue"),
        Text("tình trạng hồ sơ chưa trả", "how a dossier stands that is not returned yet"),
    ),
    (
        Text("trước hạn, đúng hạn, trễ hạn", "early, on time, late"),
        Text("hồ sơ đã được trả như thế nào", "how it was returned"),
    ),
    (
        Text("báo cáo tỷ lệ đúng hạn", "on-time report"),
        Text(
            "bao nhiêu hồ sơ được trả trước hạn, đúng hạn, trễ hạn",
            "how many dossiers were returned early, on time, late",
        ),
    ),
    (
        Text("rà soát lại hạn trả", "recalculation"),
        Text(
            "tính lại một hạn để biết có bị dời không",
            "counting a due date again, to see whether it has moved",
        ),
    ),
    (
        Text("buổi", "session"),
        Text(
            "một khoảng giờ hành chính liền mạch; đến đúng lúc kết thúc vẫn là trong giờ",
            "one unbroken stretch of office hours; who comes as it closes is still in time",
        ),
    ),
    (Text("ngày lễ, nghỉ bù", "holiday, day in lieu"), Text("vì sao một ngày được nghỉ", "why a day is off")),
    (
        Text("nghỉ hoán đổi, làm bù", "swapped day off, swapped working day"),
        Text("hai ngày đổi cho nhau theo thông báo", "exchanged for another by a notice"),
    ),
    (
        Text("hồ sơ liên thông, bước", "interlinked dossier, stage"),
        Text(
            "đi qua nhiều cơ quan, mỗi nơi một thời hạn",
            "passes from agency to agency, each with a term of its own",
        ),
    ),
    (
        Text("tính lại, tạm dừng, gia hạn", "restart, suspension, extension"),
        Text(
            "tính lại từ đầu; không tính vào thời hạn; thêm một thời hạn",
            "counted anew; does not count; a further term",
        ),
    ),
    (
        Text("phiếu hẹn", "slip, `appointment_text`"),
        Text("câu in cho người dân: khi nào đến nhận", "what a citizen takes home: when to come"),
    ),
    (
        Text("nhắc hạn", "reminder"),
        Text(
            "lúc báo trước cho cán bộ, trong giờ hành chính", "a moment to warn the officer, in office hours"
        ),
    ),
    (
        Text("xin lỗi", "apology, `apology_due_on`"),
        Text("ngày chậm nhất phải xin lỗi nếu sẽ trễ", "the day by which being late must be announced"),
    ),
    (
        Text("chưa kiểm chứng", "unverified"),
        Text("văn bản chỉ được nhớ lại, chưa được đọc", "a source whose text is recalled and was not read"),
    ),
    (
        Text("mục", "member"),
        Text("một phần có tên của yêu cầu hay câu trả lời", "a named part of a request or an answer"),
    ),
    (
        Text("tạm tính", "provisional"),
        Text("dựa vào ngày chưa có thông báo chính thức", "rests on a day that no notice has settled yet"),
    ),
    (
        Text("ngày cuối của lịch", "horizon"),
        Text("ngày xa nhất mà lịch biết", "the last day that a calendar knows"),
    ),
    (
        Text("diễn giải, bước tính, căn cứ", "explanation, step, citation"),
        Text("các bước tính; một bước; nguồn của nó", "the trace of the count; one move; its source"),
    ),
    (
        Text("digest, mã bộ quy tắc", "digest, `rules.digest`"),
        Text("tên của đúng những quy định đã trả lời", "the name of the very rules that answered"),
    ),
)
