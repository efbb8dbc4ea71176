// The framework's own English, in Vietnamese: whole texts word for word, and sentences with something in them.

const VIETNAMESE = {
  "Skip to main content": "Tới nội dung chính",
  "Main menu": "Trình đơn chính",
  "App pages": "Các trang",
  Theme: "Giao diện",
  System: "Theo máy",
  "Use system setting": "Theo máy",
  Light: "Sáng",
  Dark: "Tối",
  Print: "In",
  Rerun: "Chạy lại",
  Settings: "Cài đặt",
  "Record screen": "Quay màn hình",
  "Record a screencast": "Quay màn hình",
  "Made with Streamlit v": "Dựng bằng Streamlit ",
  About: "Giới thiệu",
  Close: "Đóng",
  Stop: "Dừng",
  "Running...": "Đang tính…",
  Fullscreen: "Toàn màn hình",
  "Enter fullscreen": "Toàn màn hình",
  "Close fullscreen": "Thu nhỏ",
  "Exit fullscreen": "Thu nhỏ",
  "Expand sidebar": "Mở danh mục trang",
  "Collapse sidebar": "Đóng danh mục trang",
  Sidebar: "Danh mục trang",
  "Open sidebar": "Mở danh mục trang",
  "Close sidebar": "Đóng danh mục trang",
  Notifications: "Thông báo",
  "Navigate to home page": "Về trang đầu",
  "Link to heading": "Liên kết tới mục này",
  "Clear all": "Bỏ hết",
  "Clear value": "Xoá",
  Open: "Mở",
  "Select all": "Chọn tất cả",
  "No results": "Không tìm thấy",
  "No options to select": "Không có gì để chọn",
  "Choose an option": "Chọn",
  "Choose options": "Chọn",
  "Selected values": "Đã chọn",
  "Show data": "Xem số liệu",
  "Copy to clipboard": "Sao chép",
  Copied: "Đã sao chép",
  "Download as CSV": "Tải tệp CSV",
  Search: "Tìm",
  Connecting: "Đang kết nối",
  "Connection error": "Mất kết nối",
  "Connection lost": "Mất kết nối",
  "Connection failed": "Không kết nối được",
  "Page not found": "Không tìm thấy trang này",
  Retry: "Thử lại",
  Dismiss: "Bỏ qua",
  Cancel: "Huỷ",
  "Previous page": "Trang trước",
  "Next page": "Trang sau",
  // file uploader
  Upload: "Chọn tệp",
  "Add files": "Thêm tệp",
  "file upload": "Chọn tệp",
  "Drag and drop a file here": "Kéo thả tệp vào đây",
  "Drag and drop files here": "Kéo thả các tệp vào đây",
  "Error:": "Lỗi:",
  "Only one file is allowed.": "Chỉ nhận một tệp.",
  "File size is too small.": "Tệp trống.",
  "Unexpected error. Please try again.": "Không nhận được tệp. Hãy thử lại.",
  "Download failed": "Không tải được tệp",
  "Failed to generate file for download": "Chưa tạo được tệp. Hãy thử lại, hoặc tải dạng khác.",
  // fields
  "Press Enter to apply": "Nhấn Enter để áp dụng",
  "Press Enter to submit form": "Nhấn Enter để gửi",
  "Press Ctrl+Enter to apply": "Nhấn Ctrl+Enter để áp dụng",
  "Press Ctrl+Enter to submit form": "Nhấn Ctrl+Enter để gửi",
  "Press ⌘+Enter to apply": "Nhấn ⌘+Enter để áp dụng",
  "Press ⌘+Enter to submit form": "Nhấn ⌘+Enter để gửi",
  Increment: "Tăng",
  Decrement: "Giảm",
  progress: "tiến độ",
  Help: "Giải thích",
  "This field is required": "Ô này bắt buộc",
  // calendar
  "Choose date": "Mở lịch",
  "Choose date range": "Mở lịch",
  "Clear date": "Xoá ngày",
  Previous: "Trước",
  Next: "Sau",
  "Previous month": "Tháng trước",
  "Next month": "Tháng sau",
  Empty: "Trống",
  "Use arrow keys to navigate dates. Enter to select. Escape to close.":
    "Dùng các phím mũi tên để tới ngày khác, Enter để chọn, Escape để đóng.",
  // grid
  "Add row": "Thêm dòng",
  "Delete row(s)": "Xoá dòng đã chọn",
  "Clear selection": "Bỏ chọn",
  "Show/hide columns": "Ẩn, hiện cột",
  "Sort ascending": "Sắp xếp tăng dần",
  "Sort descending": "Sắp xếp giảm dần",
  "Pin column": "Ghim cột",
  "Unpin column": "Bỏ ghim cột",
  "Hide column": "Ẩn cột",
  Autosize: "Vừa nội dung",
  Format: "Cách hiện",
  Statistics: "Thống kê",
  Automatic: "Tự động",
  "Copy column name": "Sao chép tên cột",
  "Type to search": "Gõ để tìm",
  "Previous Result": "Kết quả trước",
  "Next Result": "Kết quả sau",
  "Close Search": "Đóng ô tìm",
}

const MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
// As Streamlit writes it, without a space, so that translated text does not match again.
const SIZE = String.raw`(\d+)(?:\.0|\.(\d))?(B|KB|MB|GB)`

// What a grid's button does, and in which grid.
const GRID_BUTTON =
  /^(Add row|Delete row\(s\)|Clear selection|Show\/hide columns|Download as CSV|Search|Fullscreen|Close fullscreen): (.+)$/

const size = (whole, tenth, unit) => `${whole}${tenth ? `,${tenth}` : ""} ${unit}`
const month = (name) => MONTHS.split("|").indexOf(name) + 1
const comma = (number) => number.replace(".", ",")

const SENTENCES = [
  [
    /^(The page that you have requested|You have requested page).*$/s,
    "Địa chỉ đã mở không có trong ứng dụng.",
  ],
  [
    /^This app has encountered an error.*$/s,
    "Màn hình này gặp lỗi khi tính; các màn hình khác vẫn dùng được. Hãy tải lại trang; nếu vẫn lỗi, báo người phụ trách.",
  ],
  [
    /^(Connection timed out|Connection failed).*$/s,
    "Máy chủ của bảng theo dõi không trả lời kịp. Hãy thử lại.",
  ],
  [/^Please wait.*$/s, "Đang tải…"],
  [
    /^(Streamlit server is not responding|Is Streamlit still running|Lost connection|Could not connect).*$/s,
    "Máy chủ của bảng theo dõi không trả lời. Hãy kiểm tra xem chương trình còn chạy không rồi thử lại.",
  ],
  [new RegExp(`^${SIZE} per file$`), (_, ...given) => `tối đa ${size(...given)} một tệp`],
  [
    new RegExp(`^File must be ${SIZE} or smaller\\.$`),
    (_, ...given) => `Tệp không được quá ${size(...given)}.`,
  ],
  [new RegExp(`^(.+, )?${SIZE}$`), (_, file, ...given) => `${file ?? ""}${size(...given)}`],
  [/^(.*) files are not allowed\.$/, "Không nhận loại tệp này."],
  [/^Remove (.+)$/, "Bỏ $1"],
  [GRID_BUTTON, (_, what, grid) => `${VIETNAMESE[what]}: ${grid}`],
  [/^Help for (.+)$/, "Giải thích: $1"],
  [/^(\d+) options? available\.$/, "Có $1 lựa chọn."],
  [/^(\d+) more$/, "Thêm $1 trang"],
  [/^(\d+) results?$/, "$1 kết quả"],
  [
    /^(?:Error: )?Number is outside the allowed range\. Please enter a value between (\S+) and (\S+)\.$/,
    (_, least, most) => `Số phải từ ${comma(least)} đến ${comma(most)}.`,
  ],
  [
    /^(?:Error: )?Number is below the allowed range\. .* equal to (\S+)\.$/,
    (_, least) => `Số phải từ ${comma(least)} trở lên.`,
  ],
  [
    /^(?:Error: )?Number is above the allowed range\. .* equal to (\S+)\.$/,
    (_, most) => `Số không được quá ${comma(most)}.`,
  ],
  [/^day, (.+)$/, "ngày, $1"],
  [/^month, (.+)$/, "tháng, $1"],
  [/^year, (.+)$/, "năm, $1"],
  [new RegExp(`^(\\d+) – (?:${MONTHS})$`), "$1"],
  [/^Choose date, (.+)$/, "Chọn ngày, $1"],
  [/^Today, (.+?)( selected)?$/, (_, day, chosen) => `Hôm nay, ${day}${chosen ? ", đã chọn" : ""}`],
  [/^(Thứ .+|Chủ Nhật.+) selected$/, "$1, đã chọn"],
  [
    new RegExp(`^Selected Date: (${MONTHS}) (\\d+), (\\d+)$`),
    (_, name, day, year) => `Đã chọn ngày ${Number(day)} tháng ${month(name)} năm ${year}`,
  ],
  [/^Selected Date: (.+)$/, "Đã chọn ngày: $1"],
]

function translated(text) {
  const trimmed = text.trim()
  if (Object.hasOwn(VIETNAMESE, trimmed)) return VIETNAMESE[trimmed]
  const known = SENTENCES.find(([pattern]) => pattern.test(trimmed))
  return known && trimmed.replace(...known)
}
